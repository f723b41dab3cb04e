using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class RatePoolTests
{
    [Test]
    public void Rates_NothingKnown_AreAChangeInFiveMinutesAndAHitInTenSeconds()
    {
        var pool = new RatePool();

        Assert.That((pool.ChangeRate, pool.HitRate), Is.EqualTo((1d / 300, 0.1)));
    }

    [Test]
    public void Add_OneCheck_CountsBesideTheBeginning()
    {
        var pool = new RatePool();
        Add(pool, 1, seconds: 100, changed: true, hits: 30);

        Assert.That(pool.ChangeRate, Is.EqualTo(2d / 400).Within(0.1).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(31d / 110).Within(0.1).Percent);
    }

    [Test]
    public void Add_TenChecks_OutweighTheBeginning()
    {
        var pool = new RatePool();
        for (int i = 0; i < 5; i++)
        {
            Add(pool, 1, seconds: 3600, changed: true, hits: 7200);
            Add(pool, 1, seconds: 3600, changed: false, hits: 7200);
        }

        Assert.That(pool.ChangeRate, Is.EqualTo(0.5 / 3600).Within(20).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(2).Within(1).Percent);
    }

    [Test]
    public void Add_ManyAnswers_TellsTheirMean()
    {
        var pool = new RatePool();
        for (int i = 0; i < 3000; i++)
        {
            Add(pool, 1, seconds: 100, changed: i % 2 == 0, hits: 1);
            Add(pool, 1, seconds: 300, changed: true, hits: 11);
        }

        Assert.That(pool.ChangeRate, Is.EqualTo(1.5 / 400d).Within(0.5).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(12 / 400d).Within(0.5).Percent);
    }

    [Test]
    public void Add_OtherRates_AreHalfOfItAfterFourteenHundredChecks()
    {
        var pool = new RatePool();
        Add(pool, 20_000, seconds: 10, changed: false, hits: 0);
        Add(pool, 1386, seconds: 10, changed: true, hits: 1);

        Assert.That(pool.ChangeRate, Is.EqualTo(0.05).Within(1).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(0.05).Within(1).Percent);
    }

    [Test]
    public void Add_AnyChecks_RatesStayPositiveAndFinite() =>
        Gen.Select(Gen.Double[0, 1e7], Gen.Bool, Gen.Double[0, 1e9], Gen.Double[0, 1e3]).Array[0, 200].AllHold(
            1000,
            checks =>
            {
                var pool = new RatePool();
                foreach ((double seconds, bool changed, double hits, double changeRate) in checks)
                {
                    double rise = pool.Add(seconds, changed, hits, changeRate);
                    Assert.That(rise, Is.GreaterThanOrEqualTo(1).And.LessThan(double.PositiveInfinity));
                }

                return pool.ChangeRate is > 0 and < double.PositiveInfinity && pool.HitRate is > 0 and < double.PositiveInfinity;
            });

    [Test]
    public void Add_NoTimePasses_StaysFinite()
    {
        var pool = new RatePool();
        Add(pool, 2_000_000, seconds: 0, changed: true, hits: 1);

        Assert.That((pool.ChangeRate, pool.HitRate), Is.EqualTo((1e9, 1e9)), "the most there is");
    }

    [Test]
    public void Add_ManyChangesThatNobodyExpected_TheRateIsThatSinceThen()
    {
        const double before = 0.001;
        var pool = new RatePool();
        Add(pool, 4000, seconds: 20, changed: false, hits: 40, before);
        Assert.That(Enumerable.Range(0, 3).Select(_ => pool.Add(seconds: 20, changed: true, hits: 40, before)), Is.All.EqualTo(1));
        double known = pool.ChangeRate;
        Assert.That(known, Is.LessThan(before));

        double rise = pool.Add(seconds: 20, changed: true, hits: 40, before);

        Assert.That(rise, Is.EqualTo(pool.ChangeRate / known));
        Assert.That(pool.ChangeRate, Is.EqualTo(1d / 20).Within(2).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(2).Within(0.1).Percent, "which nothing is known to have become of");
    }

    [Test]
    public void Add_RatesHaveRisen_WhatCameBeforeTheFirstOfTheChangesIsForgotten()
    {
        const double before = 0.001;
        var pool = new RatePool();
        Add(pool, 1, seconds: 20, changed: true, hits: 1, before);
        Add(pool, 100, seconds: 20, changed: false, hits: 1, before);
        Add(pool, 3, seconds: 20, changed: true, hits: 1, before);
        Add(pool, 1, seconds: 20, changed: false, hits: 1, before);
        Add(pool, 1, seconds: 20, changed: true, hits: 1, before);

        Assert.That(pool.ChangeRate, Is.EqualTo(4d / 5 / 20).Within(2).Percent);
    }

    [Test]
    public void Add_AnswersLastSeenBeforeTheRise_TellOfNoOther()
    {
        var pool = new RatePool();
        double[] rises = [.. Enumerable.Range(0, 100).Select(_ => pool.Add(seconds: 20, changed: true, hits: 1, changeRate: 0.001, isSinceRise: false))];

        Assert.That(rises, Is.All.EqualTo(1));
    }

    private static void Add(RatePool pool, int checks, double seconds, bool changed, double hits, double changeRate = 0)
    {
        for (int i = 0; i < checks; i++)
        {
            pool.Add(seconds, changed, hits, changeRate);
        }
    }
}
