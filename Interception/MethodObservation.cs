namespace Interception;

/// <summary>What observing one method has shown so far, see <see cref="CacheMode.Observe"/>.</summary>
/// <remarks>
/// Shares of calls are taken from a sample of the keys where there are more than 4,096 of them: all calls of a key are in it or none. Results that differ
/// because two equal calls ran at the same time count as changes.
/// </remarks>
public sealed record MethodObservation
{
    /// <summary>The method, as settings name it.</summary>
    public required string Method { get; init; }

    /// <summary>Whether to cache it.</summary>
    public CachingVerdict Verdict { get; init; }

    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>For how long it has been observed.</summary>
    public required TimeSpan Observed { get; init; }

    /// <summary>Calls that have ended.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls that threw or were cancelled; they would never be cached.</summary>
    public required long Failed { get; init; }

    /// <summary>Calls that have no key, or a result that can't be compared; they would never be cached.</summary>
    public required long NotCacheable { get; init; }

    /// <summary>How long a call takes, on average over all that returned.</summary>
    public required TimeSpan MeanRunTime { get; init; }

    /// <summary>The share of calls that repeat an earlier one, 0 to 1.</summary>
    public required double RepeatShare { get; init; }

    /// <summary>The time between two equal calls, on average.</summary>
    public required TimeSpan MeanRepeatInterval { get; init; }

    /// <summary>The share of repeated calls whose result differs from that of the call before, 0 to 1.</summary>
    public required double DifferingShare { get; init; }

    /// <summary>The size of a result in its canonical form, on average.</summary>
    public required long MeanResultBytes { get; init; }

    /// <summary>What the answers that are within Expiry now would be charged for, in bytes.</summary>
    public required long EstimatedBytes { get; init; }

    /// <summary>What is not in the key and makes equal calls differ: names of registered <see cref="IVaryBy"/>s that the settings don't name.</summary>
    public required IReadOnlyList<string> MissingVaryBy { get; init; }

    /// <summary>What three policies would have come to; the first is the one that the settings name.</summary>
    public required IReadOnlyList<PolicyPrediction> Predictions { get; init; }
}
