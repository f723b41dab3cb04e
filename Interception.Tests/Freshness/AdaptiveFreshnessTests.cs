using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class AdaptiveFreshnessTests
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1), Most = TimeSpan.FromMinutes(10);
    private static readonly long Start = TimeSpan.FromDays(100).Ticks;

    /// <summary>Any time of some centuries, and rates and prices of any size.</summary>
    private static readonly Gen<CheckHistory> Histories =
        Gen.Select(Gen.Long[-DateTime.MaxValue.Ticks, DateTime.MaxValue.Ticks], Gen.Double[-12, 12], Gen.Double[-12, 12], Gen.Double[-4, 6])
            .Select(at => new CheckHistory(
                at.Item1, at.Item1, FreshnessPolicy.Always, Failures: 0, Math.Pow(10, at.Item2), Math.Pow(10, at.Item3), Math.Pow(10, at.Item4)));

    [Test, Property("Failure", "B1")]
    public void Plan_AnyHistory_ChecksNeitherBeforeTheLeastNorAfterTheMostAndItsSpread([Values(0.01, 0.5, 0.9, 1)] double waitAbove) =>
        Histories.AllHold(
            5000,
            history => new AdaptiveFreshness(Least, Most, waitAbove).Plan(history).CheckAt - history.ProvenAt is var due
                && due >= Least.Ticks && due <= 1.05 * Most.Ticks);

    [Test]
    public void Plan_AnyHistory_NeverWaitsBeforeTheCheckIsDue([Values(0.01, 0.5, 0.9, 1)] double waitAbove) =>
        Histories.AllHold(
            5000,
            history => new AdaptiveFreshness(Least, Most, waitAbove).Plan(history) is var plan && plan.WaitAt >= plan.CheckAt);

    [Test]
    public void Plan_WaitAboveOne_NeverWaits() =>
        Histories.AllHold(
            2000,
            history => new AdaptiveFreshness(Least, Most, waitAbove: 1).Plan(history).WaitAt == FreshnessPolicy.Never);

    [TestCase(1, 1 / 60d, 1)]
    [TestCase(1, 1 / 3600d, 5)]
    [TestCase(0.1, 1 / 600d, 0.5)]
    [Property("Failure", "B26")]
    public void Plan_WithinTheBounds_IsDueWhenTheCheckIsWorthItsPrice(double hitRate, double changeRate, double price)
    {
        double age = CheckValue.AgeWhen(price, hitRate, changeRate);
        double[] due = [.. Enumerable.Range(0, 1000).Select(i => Due(History(hitRate, changeRate, price, Start + (i * 12_345))).TotalSeconds)];

        Assert.That(due, Is.All.EqualTo(age).Within(5.001).Percent);
        Assert.That(due.Average(), Is.EqualTo(age).Within(0.5).Percent);
        Assert.That(due.Max() - due.Min(), Is.GreaterThan(0.095 * age), "the due times are spread");
    }

    [TestCase(1e-9, 1)]
    [TestCase(1, 0.5)]
    public void Plan_ChangesTooSeldomOrTooOftenToBeWorthIt_IsDueAtTheMost(double changeRate, double hitRate) =>
        Assert.That(Due(History(hitRate, changeRate, price: 1, Start)), Is.EqualTo(Most).Within(0.05 * Most));

    [Test]
    public void Plan_VeryOftenAskedFor_IsDueAtTheLeast() =>
        Assert.That(Due(History(hitRate: 1e6, changeRate: 0.1, price: 1, Start)), Is.EqualTo(Least).Within(0.05 * Least));

    [TestCase(0.9)]
    [TestCase(0.5)]
    public void Plan_PriceBelowTheCallersOwnAnswer_WaitsOnceItIsLikelyEnoughStale(double waitAbove)
    {
        const double changeRate = 0.01;
        CheckPlan plan = new AdaptiveFreshness(Least, Most, waitAbove).Plan(History(hitRate: 1, changeRate, price: 0.1, Start));

        Assert.That(ChangeModel.StaleProbability(changeRate * Ticks.ToSeconds(plan.WaitAt - Start)), Is.EqualTo(waitAbove).Within(1e-6));
        Assert.That(plan.CheckAt, Is.LessThan(plan.WaitAt));
    }

    [Test]
    public void Plan_PriceAboveIt_WaitsOnlyWhereThatIsWorthTheRest()
    {
        const double waitAbove = 0.5, price = 50, changeRate = 0.01, hitRate = 1;
        CheckPlan plan = new AdaptiveFreshness(Least, Most, waitAbove).Plan(History(hitRate, changeRate, price, Start));

        Assert.That(
            CheckValue.At(hitRate, changeRate, Ticks.ToSeconds(plan.WaitAt - Start)), Is.EqualTo(price - waitAbove).Within(0.5).Percent);
    }

    [Test]
    public void Plan_NeverChanges_NeverWaits() =>
        Assert.That(
            new AdaptiveFreshness(Least, Most, 0.5).Plan(History(hitRate: 1, changeRate: 0, price: 1, Start)).WaitAt,
            Is.GreaterThan(Start + TimeSpan.FromDays(365_000).Ticks));

    [Test]
    public void Plan_Paused_NeitherChecksNorWaitsBeforeTheEndOfThePause()
    {
        CheckHistory history = History(hitRate: 1e6, changeRate: 1, price: 0.1, Start) with { PausedUntil = Start + (30 * Least.Ticks) };

        Assert.That(
            new AdaptiveFreshness(Least, Most, 0.5).Plan(history), Is.EqualTo(new CheckPlan(history.PausedUntil, history.PausedUntil)));
    }

    [Test]
    public void Plan_Failures_NeverWaits()
    {
        CheckHistory history = History(hitRate: 1e6, changeRate: 1, price: 0.1, Start) with { PausedUntil = Start + (30 * Least.Ticks), Failures = 3 };

        Assert.That(
            new AdaptiveFreshness(Least, Most, 0.5).Plan(history), Is.EqualTo(new CheckPlan(history.PausedUntil, FreshnessPolicy.Never)));
    }

    [Test]
    public void Plan_PausedAndALongerInterval_IsTheInterval()
    {
        CheckHistory history = History(hitRate: 1, changeRate: 1e-9, price: 1, Start);

        Assert.That(Due(history with { PausedUntil = Start + (30 * Least.Ticks) }), Is.EqualTo(Due(history)));
    }

    [Test]
    public void ProofInterval_NobodyWaits_EndsBeforeTheCheckIsDue() =>
        Histories.AllHold(
            5000,
            history => new AdaptiveFreshness(Least, Most, waitAbove: 1) is var policy
                && policy.ProofInterval(history) is var interval && interval > TimeSpan.Zero
                && interval.Ticks < policy.Plan(history).CheckAt - history.ProvenAt);

    private static TimeSpan Due(CheckHistory history) =>
        TimeSpan.FromTicks(new AdaptiveFreshness(Least, Most, waitAbove: 1).Plan(history).CheckAt - history.ProvenAt);

    private static CheckHistory History(double hitRate, double changeRate, double price, long at) =>
        new(at, at, FreshnessPolicy.Always, Failures: 0, changeRate, hitRate, price);
}
