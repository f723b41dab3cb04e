namespace Interception.Freshness;

/// <summary>A check is due a fixed time after the last one began.</summary>
/// <remarks>Source: the "stale-while-revalidate" extension, RFC 5861 section 3, with the interval as max-age.</remarks>
internal sealed class IntervalFreshness(TimeSpan interval) : FreshnessPolicy
{
    public override TimeSpan ProofInterval(in CheckHistory history) => interval;

    protected override CheckPlan PlanUnpaused(in CheckHistory history) => new(history.CheckedAt + interval.Ticks, Never);
}
