using CsCheck;
using Interception.Freshness;

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
        Add(pool, 1, seconds: 100, changes: 1, hits: 30);

        Assert.That(pool.ChangeRate, Is.EqualTo(2d / 400).Within(0.1).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(31d / 110).Within(0.1).Percent);
    }

    [Test]
    public void Add_TenChecks_OutweighTheBeginning()
    {
        var pool = new RatePool();
        Add(pool, 10, seconds: 3600, changes: 0.5, hits: 7200);

        Assert.That(pool.ChangeRate, Is.EqualTo(0.5 / 3600).Within(20).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(2).Within(1).Percent);
    }

    [Test]
    public void Add_ManyAnswers_TellsTheirMean()
    {
        var pool = new RatePool();
        for (int i = 0; i < 3000; i++)
        {
            Add(pool, 1, seconds: 100, changes: 0.1, hits: 1);
            Add(pool, 1, seconds: 300, changes: 0.9, hits: 11);
        }

        Assert.That(pool.ChangeRate, Is.EqualTo(1 / 400d).Within(0.5).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(12 / 400d).Within(0.5).Percent);
    }

    [Test]
    public void Add_OtherRates_AreHalfOfItAfterFourteenHundredChecks()
    {
        var pool = new RatePool();
        Add(pool, 20_000, seconds: 10, changes: 0, hits: 0);
        Add(pool, 1386, seconds: 10, changes: 1, hits: 1);

        Assert.That(pool.ChangeRate, Is.EqualTo(0.05).Within(1).Percent);
        Assert.That(pool.HitRate, Is.EqualTo(0.05).Within(1).Percent);
    }

    [Test]
    public void Add_AnyChecks_RatesStayPositiveAndFinite() =>
        Gen.Select(Gen.Double[0, 1e7], Gen.Double[0, 1e3], Gen.Double[0, 1e9]).Array[0, 200].Sample(
            checks =>
            {
                var pool = new RatePool();
                foreach ((double seconds, double changes, double hits) in checks)
                {
                    pool.Add(seconds, changes, hits);
                }

                return pool.ChangeRate is > 0 and < double.PositiveInfinity && pool.HitRate is > 0 and < double.PositiveInfinity;
            },
            seed: "0000KDyKBiB3",
            iter: 1000);

    [Test]
    public void Add_NoTimePasses_StaysFinite()
    {
        var pool = new RatePool();
        Add(pool, 10_000, seconds: 0, changes: 1, hits: 1);

        Assert.That(pool.ChangeRate, Is.Positive.And.LessThan(double.PositiveInfinity));
        Assert.That(pool.HitRate, Is.Positive.And.LessThan(double.PositiveInfinity));
    }

    private static void Add(RatePool pool, int checks, double seconds, double changes, double hits)
    {
        for (int i = 0; i < checks; i++)
        {
            pool.Add(seconds, changes, hits);
        }
    }
}
