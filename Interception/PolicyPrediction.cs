namespace Interception;

/// <summary>What would have come of an observed method's calls if it had been cached.</summary>
/// <remarks>
/// Played with the calls as they came, by the code that decides for cached methods: no model stands between, but a check is taken to run as
/// long as the call that asks for it did, and what all methods share (the queue, the memory bound, Redis) is left out.
/// </remarks>
/// <param name="Check">When hits would have asked for checks; all other settings are the method's own.</param>
public sealed record PolicyPrediction(CheckMode Check)
{
    /// <summary>The share of calls answered from the cache at once, 0 to 1.</summary>
    public required double HitShare { get; init; }

    /// <summary>The share of calls that wait for a check, 0 to 1.</summary>
    public required double WaitShare { get; init; }

    /// <summary>The share of hits that are stale, 0 to 1.</summary>
    public required double StaleShare { get; init; }

    /// <summary>Runs of the method behind the callers.</summary>
    public required double ChecksPerMinute { get; init; }

    /// <summary>How much less callers wait for the method: hits times its run time.</summary>
    public required TimeSpan TimeSavedPerMinute { get; init; }
}
