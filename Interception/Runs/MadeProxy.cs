namespace Interception.Runs;

/// <summary>The proxy that one container has made of a singleton class, once it has made it.</summary>
/// <remarks>Runs use the very object that callers hold. Its place among all that is registered under the type would not tell which that is:
/// other registrations may stand before it, come later, or be of another lifetime. Thread-safe.</remarks>
internal sealed class MadeProxy
{
    private object? _value;

    /// <summary>The proxy; null as long as the container has made none.</summary>
    public object? Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }
}
