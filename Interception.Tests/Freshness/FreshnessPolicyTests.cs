using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class FreshnessPolicyTests
{
    private static readonly long Start = TimeSpan.FromHours(1).Ticks;
    private static readonly long Second = TimeSpan.FromSeconds(1).Ticks;

    [Test]
    public void Plan_Interval_CountsFromTheStartOfTheLastRun() =>
        Assert.That(Next(CheckMode.Interval, failures: 0), Is.EqualTo(Start + (30 * Second)));

    [Test]
    public void Plan_EveryHit_IsDueEvenByAClockThatIsLate() =>
        Assert.That(Next(CheckMode.EveryHit, failures: 0), Is.LessThan(Start - Second));

    [Test]
    public void Plan_Off_IsNever([Values(0, 3)] int failures) =>
        Assert.That(Next(CheckMode.Off, failures), Is.EqualTo(FreshnessPolicy.Never));

    [TestCase(CheckMode.EveryHit, 1, 1)]
    [TestCase(CheckMode.Interval, 10, 30, Description = "the interval is longer")]
    [TestCase(CheckMode.Interval, 60, 60, Description = "the pause is longer")]
    public void Plan_Paused_WaitsForTheEndOfThePauseIfThatIsLater(CheckMode mode, int pause, int seconds) =>
        Assert.That(Next(mode, failures: 1, Start + (pause * Second)), Is.EqualTo(Start + (seconds * Second)));

    private static long Next(CheckMode mode, int failures, long pausedUntil = FreshnessPolicy.Always) =>
        Of(mode).Plan(new CheckHistory(Start, Start, pausedUntil, failures, ChangeRate: 1, HitRate: 1, Price: 1)).CheckAt;

    private static FreshnessPolicy Of(CheckMode mode) => mode switch
    {
        CheckMode.EveryHit => new EveryHitFreshness(),
        CheckMode.Interval => new IntervalFreshness(TimeSpan.FromSeconds(30)),
        _ => new UncheckedFreshness(),
    };
}
