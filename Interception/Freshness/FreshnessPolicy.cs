namespace Interception.Freshness;

/// <summary>Says when the next stale check of an answer is due. Pure: it reads no clock and keeps no state.</summary>
internal abstract class FreshnessPolicy
{
    /// <summary>A time that never comes.</summary>
    public const long Never = long.MaxValue;

    /// <summary>A time that has always been.</summary>
    public const long Always = long.MinValue;

    /// <summary>The policy for a method's settings.</summary>
    public static FreshnessPolicy For(CheckMode mode, TimeSpan interval) => mode switch
    {
        CheckMode.EveryHit => new EveryHitFreshness(),
        CheckMode.Interval => new IntervalFreshness(interval),
        CheckMode.Off => new UncheckedFreshness(),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown check mode."),
    };

    /// <summary>
    /// How old a proof must be before another run is worth it: by this the nodes that share a store agree which of them checks.
    /// </summary>
    public abstract TimeSpan ProofInterval { get; }

    /// <summary>The time, in clock ticks, from which on a hit asks for a check.</summary>
    public long NextCheckAt(in CheckHistory history)
    {
        long due = DueAt(history);
        return history.Failures == 0 ? due : Math.Max(due, history.EndedAt + Backoff.After(history.Failures).Ticks);
    }

    /// <summary>The time from which on a check is worth it, failures apart.</summary>
    protected abstract long DueAt(in CheckHistory history);
}
