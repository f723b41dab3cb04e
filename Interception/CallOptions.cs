namespace Interception;

/// <summary>What an expression can't say about a call: which of several services is meant, and for whom.</summary>
public sealed class CallOptions
{
    /// <summary>The key under which the service is registered; <see langword="null"/>, the default, for a service without a key.</summary>
    public object? ServiceKey { get; init; }

    /// <summary>VaryBy values by name. A value that isn't given here is read as for a call made from where the cache was resolved.</summary>
    public IReadOnlyDictionary<string, string> VaryBy { get; init; } = new Dictionary<string, string>();
}
