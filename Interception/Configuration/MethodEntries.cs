namespace Interception.Configuration;

/// <summary>What is known of the entries in Methods besides their settings. By their names, as written.</summary>
internal sealed class MethodEntries
{
    /// <summary>Those that configuration has, whose names it compares without regard to case.</summary>
    public HashSet<string> Configured { get; } = new(StringComparer.Ordinal);

    /// <summary>Those that a problem was found with when they were read.</summary>
    public HashSet<string> Faulty { get; } = new(StringComparer.Ordinal);
}
