namespace Interception.Freshness;

/// <summary>A check is due a fixed time after the last one began.</summary>
/// <remarks>Source: the "stale-while-revalidate" extension, RFC 5861 section 3, with the interval as max-age.</remarks>
internal sealed class IntervalFreshness(TimeSpan interval) : FreshnessPolicy
{
    public override TimeSpan ProofInterval => interval;

    protected override long DueAt(in CheckHistory history) => history.CheckedAt + interval.Ticks;
}
