using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class RateLimitTests
{
    private static readonly long Start = TimeSpan.FromDays(10).Ticks;
    private static readonly long Second = TimeSpan.FromSeconds(1).Ticks;

    [Test]
    public void TrySpend_AnyTimes_NeverMoreThanTheRateAndABurstInAnyWindow() =>
        Gen.Select(Gen.Double[0.05, 50], Gen.Long[0, Second / 3].Array[1, 150], Gen.Bool).AllHold(
            500,
            (rate, gaps, pauses) =>
            {
                var limit = new RateLimit();
                var spentAt = new List<long>();
                long now = Start;
                foreach (long gap in gaps)
                {
                    now += pauses && gap % 20 == 0 ? 100 * Second : gap;
                    while (limit.TrySpend(rate, now))
                    {
                        spentAt.Add(now);
                    }
                }

                return spentAt.Select((from, i) => spentAt.Skip(i).Select((to, more) =>
                    more + 1 <= (rate * Ticks.ToSeconds(to - from)) + Math.Max(1, rate) + 1e-6).All(isHeld => isHeld)).All(isHeld => isHeld);
            });

    [TestCase(0.1, 10, 0.1)]
    [TestCase(3, 180, 1)]
    [TestCase(1000, 60_000, 1)]
    public void TrySpend_ConstantDemand_LetsTheRateThrough(double rate, int expected, double percent)
    {
        var limit = new RateLimit();
        int seconds = (int)Math.Round(expected / rate), spent = 0;
        for (int i = 0; i < seconds * 5000; i++)
        {
            spent += limit.TrySpend(rate, Start + (i * Second / 5000)) ? 1 : 0;
        }

        Assert.That(spent, Is.EqualTo(expected).Within(percent).Percent);
    }

    [Test]
    public void TrySpend_AfterAPause_LetsThroughAsManyAtOnceAsComeInASecond([Values(0.5, 1, 7)] double rate)
    {
        var limit = new RateLimit();
        Assert.That(SpendAll(limit, rate, Start), Is.EqualTo(1), "at first");

        Assert.That(SpendAll(limit, rate, Start + (1000 * Second)), Is.EqualTo((int)Math.Max(1, rate)));
    }

    [Test]
    public void TrySpend_NoRate_LetsAllThrough()
    {
        var limit = new RateLimit();

        Assert.That(Enumerable.Range(0, 1000).Select(_ => limit.TrySpend(null, Start)), Is.All.True);
        Assert.That(SpendAll(limit, 5, Start), Is.EqualTo(1), "it cost nothing");
    }

    [Test]
    public void TrySpend_ClockGoesBack_GivesNothing()
    {
        var limit = new RateLimit();
        SpendAll(limit, 5, Start);

        Assert.That(SpendAll(limit, 5, Start - (1000 * Second)), Is.Zero);
        Assert.That(SpendAll(limit, 5, Start), Is.Zero, "that time has been counted");
        Assert.That(SpendAll(limit, 5, Start + (Second / 5)), Is.EqualTo(1));
    }

    [Test]
    public void TrySpend_ClockAtItsEnds_NeitherThrowsNorGivesMoreThanABurst()
    {
        var limit = new RateLimit();
        foreach (long now in new[] { long.MinValue, long.MaxValue, long.MinValue, 0, long.MaxValue, long.MinValue })
        {
            Assert.That(SpendAll(limit, 5, now), Is.InRange(0, 5));
        }
    }

    [Test]
    public void CanSpend_SaysWhatTrySpendWouldDo()
    {
        var limit = new RateLimit();
        for (long now = Start; now < Start + (20 * Second); now += Second / 7)
        {
            bool canSpend = limit.CanSpend(2, now);

            Assert.That(limit.CanSpend(2, now), Is.EqualTo(canSpend), "asking costs nothing");
            Assert.That(limit.TrySpend(2, now), Is.EqualTo(canSpend));
        }
    }

    private static int SpendAll(RateLimit limit, double rate, long now)
    {
        int spent = 0;
        for (; limit.TrySpend(rate, now); spent++)
        {
            Assert.That(spent, Is.LessThan(100), "there is no end to it");
        }

        return spent;
    }
}
