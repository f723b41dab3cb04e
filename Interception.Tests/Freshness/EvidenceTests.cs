using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class EvidenceTests
{
    private const double Minute = 60, Hour = 3600, Day = 86_400;

    /// <remarks>
    /// What is known after sixty checks, of which each finds a change so often. At 0.05 that is three changes, whose number alone is off by a factor of two now and then. The
    /// method's pooled rate is right, ten times too low or high, or a hundred times. Measured for 300 answers, less five in a hundred.
    /// </remarks>
    [TestCase(0.05, 1, 74)]
    [TestCase(0.05, 10, 89)]
    [TestCase(0.1, 1, 82)]
    [TestCase(0.1, 0.1, 75)]
    [TestCase(0.3, 1, 91)]
    [TestCase(0.3, 0.01, 88)]
    [TestCase(0.3, 100, 94)]
    [TestCase(1, 1, 95)]
    [TestCase(1, 0.01, 95)]
    [TestCase(1, 100, 95)]
    [TestCase(2, 1, 95)]
    public void ChangeRate_SixtyChecksOfASteadyAnswer_IsWithinAFactorOfThreeMostly(double changesPerCheck, double pooled, int timesInAHundred)
    {
        foreach (double rate in new[] { 1 / Minute, 1 / Hour, 1 / Day })
        {
            double[] learnt =
                [.. Enumerable.Range(0, 300).Select(seed => Learn(new Chance(seed), rate, changesPerCheck, checks: 60, pooled * rate).ChangeRate(pooled * rate))];

            Assert.That(learnt.Count(known => Factor(known, rate) < 3), Is.GreaterThanOrEqualTo(3 * timesInAHundred));
        }
    }

    /// <remarks>Measured, each answer checked when that is worth its price.</remarks>
    /// <param name="hitRate">How often each answer is asked for, per second.</param>
    /// <param name="from">How often each changes before, per second.</param>
    /// <param name="jump">What that is multiplied with.</param>
    /// <param name="half">How many checks half of the answers need, at most.</param>
    /// <param name="most">How many nine of ten need.</param>
    [TestCase(1, 1 / Day, 100, 10, 20)]
    [TestCase(1, 1 / Hour, 100, 10, 15)]
    [TestCase(1, 1 / (10 * Minute), 100, 10, 15)]
    [TestCase(10, 1 / Hour, 100, 10, 18)]
    [TestCase(10, 1 / (10 * Minute), 100, 10, 15)]
    [TestCase(1, 100 / Hour, 0.01, 22, 30)]
    [TestCase(10, 100 / Hour, 0.01, 90, 120)]
    public void ChangeRate_TheRateOfAllAnswersJumps_IsWithinAFactorOfThreeSoon(double hitRate, double from, double jump, int half, int most)
    {
        int[] needed = [.. Jump(new Chance(seed: 1), from, from * jump, hitRate).Order()];

        Assert.That(needed[needed.Length / 2], Is.LessThanOrEqualTo(half));
        Assert.That(needed[needed.Length * 9 / 10], Is.LessThanOrEqualTo(most));
    }

    [Test]
    public void Rates_NothingKnown_AreThoseOfTheMethod()
    {
        Assert.That(Evidence.None.ChangeRate(pooled: 0.2), Is.EqualTo(0.2).Within(1e-12));
        Assert.That(Evidence.None.HitRate(pooled: 0.3, hits: 0, seconds: 0), Is.EqualTo(0.3).Within(1e-12));
    }

    [Test]
    public void HitRate_BetweenChecks_CountsWhatCameSince()
    {
        Evidence evidence = Evidence.None.Add(seconds: 10, changed: false, hits: 20, pooled: 1);

        Assert.That(evidence.HitRate(pooled: 1, hits: 0, seconds: 0), Is.EqualTo(20.5 / 10.5).Within(1e-12));
        Assert.That(evidence.HitRate(pooled: 1, hits: 4, seconds: 9), Is.EqualTo(24.5 / 19.5).Within(1e-12));
    }

    [Test]
    public void HitRate_Shifts_IsNearlyTheNewOneAfterThirtyChecks()
    {
        Evidence evidence = Evidence.None;
        for (int i = 0; i < 130; i++)
        {
            evidence = evidence.Add(seconds: 10, changed: false, hits: i < 100 ? 10 : 100, pooled: 1);
        }

        Assert.That(evidence.HitRate(pooled: 1, hits: 0, seconds: 0), Is.InRange(8, 10));
    }

    [Test]
    public void Add_LeavesWhatWasKnownBefore()
    {
        Evidence.None.Add(seconds: 10, changed: true, hits: 20, pooled: 1);

        Assert.That(Evidence.None.ChangeRate(pooled: 0.2), Is.EqualTo(0.2).Within(1e-12));
    }

    [Test]
    public void Add_Changed_RaisesTheRateAndUnchangedLowersIt()
    {
        double known = Evidence.None.ChangeRate(pooled: 0.01);

        Assert.That(Evidence.None.Add(seconds: 10, changed: true, hits: 1, pooled: 0.01).ChangeRate(0.01), Is.GreaterThan(known));
        Assert.That(Evidence.None.Add(seconds: 10, changed: false, hits: 1, pooled: 0.01).ChangeRate(0.01), Is.LessThan(known));
    }

    /// <summary>Also at once after the last check, after a thousand years, and whatever the method's rate.</summary>
    [Test]
    public void Add_AnyChecks_TheRatesStayPositiveAndFinite() =>
        Gen.Select(Gen.Double[-9, 10], Gen.Bool, Gen.Double[0, 1e9], Gen.Double[-12, 6]).Array[0, 200].AllHold(
            1000,
            checks =>
            {
                Evidence evidence = Evidence.None;
                return checks.All(check =>
                {
                    double seconds = check.Item1 < -8 ? 0 : Math.Pow(10, check.Item1), pooled = Math.Pow(10, check.Item4);
                    evidence = evidence.Add(seconds, check.Item2, check.Item3, pooled);
                    return evidence.ChangeRate(pooled) is > 0 and < double.PositiveInfinity
                        && evidence.HitRate(pooled, hits: 0, seconds) is > 0 and < double.PositiveInfinity;
                });
            });

    private static double Factor(double rate, double truth) => Math.Max(rate / truth, truth / rate);

    private static Evidence Learn(Chance chance, double rate, double changesPerCheck, int checks, double pooled)
    {
        Evidence evidence = Evidence.None;
        for (int i = 0; i < checks; i++)
        {
            evidence = evidence.Add(changesPerCheck / rate, chance.Gap(1) < changesPerCheck, hits: 1, pooled);
        }

        return evidence;
    }

    /// <summary>How many checks each of a hundred answers needs.</summary>
    private static int[] Jump(Chance chance, double from, double to, double hitRate)
    {
        var pool = new RatePool();
        Evidence[] answers = [.. Enumerable.Repeat(Evidence.None, 100)];
        var needed = new int[answers.Length];
        for (int round = -80; round < 150; round++)
        {
            for (int i = 0; i < answers.Length; i++)
            {
                double known = answers[i].ChangeRate(pool.ChangeRate);
                needed[i] = round >= 0 && needed[i] == 0 && Factor(known, to) < 3 ? round : needed[i];
                double seconds = Math.Clamp(CheckValue.AgeWhen(worth: 1, hitRate, known), 1, 600) + chance.Gap(hitRate);
                bool changed = chance.Gap(round < 0 ? from : to) < seconds;
                answers[i] = answers[i].Add(seconds, changed, seconds * hitRate, pool.ChangeRate);
                pool.Add(seconds, changed, seconds * hitRate, known);
            }
        }

        return [.. needed.Select(rounds => rounds == 0 ? int.MaxValue : rounds)];
    }
}
