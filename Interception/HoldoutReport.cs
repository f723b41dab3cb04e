namespace Interception;

/// <summary>What caching a method saves, measured on calls that are made now: some are sent past the cache, as many others are timed beside them.</summary>
/// <remarks>Times are as callers see them, calls that fail included, and those of the last five to ten thousand calls of each kind. See <see cref="MethodOptions.HoldoutShare"/>.</remarks>
public sealed record HoldoutReport
{
    /// <summary>Calls that were sent past the cache.</summary>
    public required long UncachedCalls { get; init; }

    /// <summary>How long they took on average.</summary>
    public required TimeSpan UncachedTime { get; init; }

    /// <summary>Calls that were answered as always, by hits, waits and misses alike, and timed.</summary>
    public required long CachedCalls { get; init; }

    /// <summary>How long they took on average.</summary>
    public required TimeSpan CachedTime { get; init; }

    /// <summary>What a call saves on average by being cached; negative if caching costs more than it saves.</summary>
    public TimeSpan SavedPerCall => UncachedTime - CachedTime;

    /// <summary>How far off that is, at most, 19 times in 20.</summary>
    public required TimeSpan SavedPerCallError { get; init; }
}
