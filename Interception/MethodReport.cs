namespace Interception;

/// <summary>What caching one method has come to since its answers began, in this process.</summary>
/// <remarks>
/// Hits are counted by sample where there are many: the number is right on average, and off by a few percent. A reload that changes what the method's
/// keys or results are begins anew.
/// </remarks>
public sealed record MethodReport
{
    /// <summary>The method, as settings name it.</summary>
    public required string Method { get; init; }

    /// <summary>When hits ask for checks.</summary>
    public required CheckMode Check { get; init; }

    /// <summary>Calls that were answered from the cache at once.</summary>
    public required double Hits { get; init; }

    /// <summary>Calls that waited for a check, because the cached answer was likely stale.</summary>
    public required long Waits { get; init; }

    /// <summary>Calls that waited for a run, because nothing was cached.</summary>
    public required long Misses { get; init; }

    /// <summary>Calls that went to the method itself, because they could not be cached.</summary>
    public required long Bypasses { get; init; }

    /// <summary>The share of answers from the cache: hits in hits, waits and misses. 0 where there were none.</summary>
    public double HitShare => Hits > 0 ? Hits / (Hits + Waits + Misses) : 0;

    /// <summary>How long a run of the method takes, on average over all runs that returned a result.</summary>
    public required TimeSpan MeanRunTime { get; init; }

    /// <summary>How long callers would have waited for the method if nothing had been cached: <see cref="Hits"/> times <see cref="MeanRunTime"/>.</summary>
    public TimeSpan TimeSaved => Hits * MeanRunTime.Ticks < TimeSpan.MaxValue.Ticks ? Hits * MeanRunTime : TimeSpan.MaxValue;

    /// <summary>What caching saves, measured on calls of late; <see langword="null"/> until two calls of each kind were timed, see <see cref="MethodOptions.HoldoutShare"/>.</summary>
    public HoldoutReport? Holdout { get; init; }

    /// <summary>Checks that found the answer right.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Checks that found another answer.</summary>
    public required long Changed { get; init; }

    /// <summary>Checks that failed, because the method threw or took too long.</summary>
    public required long Failed { get; init; }

    /// <summary>Checks that were not needed, or came to nothing: another node or a later run had spoken already.</summary>
    public required long Overtaken { get; init; }

    /// <summary>Checks refused because the queue was full or the method hangs.</summary>
    public required long Refused { get; init; }

    /// <summary>Checks not made because a budget was spent.</summary>
    public required long OverBudget { get; init; }

    /// <summary>The share of hits that are estimated to have been stale, 0 to 1, from what the checks found.</summary>
    public required double StaleShare { get; init; }

    /// <summary>How far off the estimate is, at most, 19 times in 20: the share lies within <see cref="StaleShare"/> plus or minus this.</summary>
    public required double StaleShareError { get; init; }

    /// <summary>How many hits were checked at once, see <see cref="MethodOptions.VerifyShare"/>.</summary>
    public required long Verified { get; init; }

    /// <summary>The share of those that were stale, 0 to 1; <see langword="null"/> if there were none. It needs no model.</summary>
    public required double? VerifiedStaleShare { get; init; }

    /// <summary>How long an answer that a check found changed had been wrong, at most.</summary>
    public required TimeSpan LongestStale { get; init; }

    /// <summary>What a check must be worth at the moment, in stale answers that it prevents; <see langword="null"/> where checks don't adapt.</summary>
    public required double? CheckPrice { get; init; }

    /// <summary>Why the share of stale answers is above <see cref="MethodOptions.StaleTarget"/>, and what it is held at; <see langword="null"/> if it is not.</summary>
    public required string? Shortfall { get; init; }

    /// <summary>Answers in memory.</summary>
    public required int Entries { get; init; }

    /// <summary>What they are charged for, in bytes.</summary>
    public required long EntryBytes { get; init; }
}
