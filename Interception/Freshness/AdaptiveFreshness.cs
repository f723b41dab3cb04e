namespace Interception.Freshness;

/// <summary>A check is due as soon as it is worth its price: when it prevents so many stale answers.</summary>
/// <remarks>
/// So answers that change often and are asked for often are checked often, those that change seldom seldom, and those that are stale again before anybody asks
/// for them not at all, but for <paramref name="most"/>. The arithmetic is in <see cref="CheckValue"/>.
/// </remarks>
/// <param name="least">The shortest time between two checks.</param>
/// <param name="most">The longest, where there is a hit.</param>
/// <param name="waitAbove">From which probability of being stale on a caller waits for the check; 1 for none.</param>
internal sealed class AdaptiveFreshness(TimeSpan least, TimeSpan most, double waitAbove) : FreshnessPolicy
{
    /// <summary>How far due times are spread, so that nodes which learned of an answer at one moment don't check it at one moment.</summary>
    private const double Spread = 0.1;

    /// <summary>Some hundred years: what is likely stale only then is never waited for.</summary>
    private const double LongestWaitSeconds = 3e9;

    /// <summary>Another node's proof counts for this part of the interval: it has chosen nearly the same one.</summary>
    private const double ProofShare = 0.9;

    public override TimeSpan ProofInterval(in CheckHistory history) =>
        TimeSpan.FromTicks((long)(ProofShare * Math.Min(DueAfter(history), Bounded(WaitAge(history), most.Ticks))));

    protected override CheckPlan PlanUnpaused(in CheckHistory history)
    {
        double waitAge = WaitAge(history);
        long waitAt = waitAge < LongestWaitSeconds ? history.ProvenAt + Bounded(waitAge, long.MaxValue) : Never;
        double spread = 1 + (Spread * (Fraction(history.ProvenAt) - 0.5));
        long due = Math.Clamp((long)(spread * DueAfter(history)), least.Ticks, most.Ticks);
        return new CheckPlan(Math.Min(history.ProvenAt + due, waitAt), waitAt);
    }

    private long DueAfter(in CheckHistory history) =>
        Bounded(CheckValue.AgeWhen(history.Price, history.HitRate, history.ChangeRate), most.Ticks);

    /// <summary>The age from which on it is likely enough that the answer is stale, and waiting for the check is worth its price.</summary>
    /// <remarks>A check that somebody waits for prevents one stale answer more than another: the caller's own.</remarks>
    private double WaitAge(in CheckHistory history)
    {
        double likely = -Math.Log(1 - waitAbove) / history.ChangeRate;
        double worth = history.Price - waitAbove;
        return worth <= 0 ? likely : Math.Max(likely, CheckValue.AgeWhen(worth, history.HitRate, history.ChangeRate));
    }

    private long Bounded(double seconds, long mostTicks) =>
        seconds * TimeSpan.TicksPerSecond >= mostTicks ? mostTicks : Math.Max(least.Ticks, (long)(seconds * TimeSpan.TicksPerSecond));

    /// <summary>A number from 0 to 1 that says nothing of the time it is made from.</summary>
    private static double Fraction(long ticks) => (ulong)ticks * 0x9E3779B97F4A7C15UL / (double)ulong.MaxValue;
}
