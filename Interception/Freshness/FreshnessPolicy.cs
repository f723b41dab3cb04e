namespace Interception.Freshness;

/// <summary>Says when the next stale check of an answer is due. Pure: it reads no clock and keeps no state.</summary>
internal abstract class FreshnessPolicy
{
    /// <summary>A time that never comes.</summary>
    public const long Never = long.MaxValue;

    /// <summary>A time that has always been.</summary>
    public const long Always = long.MinValue;

    /// <summary>How old a proof must be before another run is worth it: by this the nodes that share a store agree which of them checks.</summary>
    public abstract TimeSpan ProofInterval(in CheckHistory history);

    /// <summary>When a hit asks for a check of the answer, and when it waits for it.</summary>
    public CheckPlan Plan(in CheckHistory history)
    {
        CheckPlan plan = PlanUnpaused(history);
        return new CheckPlan(
            Math.Max(plan.CheckAt, history.PausedUntil),
            history.Failures > 0 ? Never : Math.Max(plan.WaitAt, history.PausedUntil)); // Who waits for a method that fails waits in vain.
    }

    /// <summary>The same, pauses apart.</summary>
    protected abstract CheckPlan PlanUnpaused(in CheckHistory history);
}
