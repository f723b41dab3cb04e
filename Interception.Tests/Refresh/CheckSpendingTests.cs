using Interception.Freshness;
using Interception.Refresh;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class CheckSpendingTests
{
    private const double LeastPrice = 1e-4;

    private static readonly long Second = TimeSpan.FromSeconds(1).Ticks;

    private long _now;

    /// <summary>A node that has been up for a day.</summary>
    [SetUp]
    public void Begin() => _now = TimeSpan.FromDays(1).Ticks;

    [TestCase(0.5)]
    [TestCase(10)]
    [TestCase(73)]
    public void TrySpend_ConstantDemand_SpendsTheNumberASecond(double maxPerSecond) =>
        Assert.That(Demand(new CheckSpending(maxPerSecond), seconds: 60, perSecond: 200), Is.EqualTo(60 * maxPerSecond).Within(5).Percent);

    [Test]
    public void TrySpend_LittleDemand_RefusesNone() =>
        Assert.That(Demand(new CheckSpending(10), seconds: 60, perSecond: 9), Is.EqualTo(60 * 9));

    [Test]
    public void TrySpend_NoNumber_RefusesNoneAndAsksNoPrice()
    {
        var spending = new CheckSpending(null);

        Assert.That(spending.IsUnlimited, Is.True);
        Assert.That(Demand(spending, seconds: 60, perSecond: 200), Is.EqualTo(60 * 200));
        Assert.That(spending.Price, Is.Zero);
    }

    [Test]
    public void TrySpend_ManyThreadsAtOneMoment_SpendNoMoreThanABurst()
    {
        var spending = new CheckSpending(10);
        spending.TrySpend(_now);
        int spent = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref spent, spending.TrySpend(_now + Second) ? 1 : 0));

        Assert.That(spent, Is.EqualTo(10));
    }

    [Test]
    public void Price_ChecksAreRefused_RisesAndSinksAgainOnceThereAreFewer()
    {
        var spending = new CheckSpending(10);
        Assert.That(spending.Price, Is.EqualTo(LeastPrice));

        Demand(spending, seconds: 30, perSecond: 100);
        double first = spending.Price;
        Demand(spending, seconds: 30, perSecond: 100);
        Assert.That(first, Is.GreaterThan(2 * LeastPrice));
        Assert.That(spending.Price, Is.GreaterThan(10 * first));

        Demand(spending, seconds: 600, perSecond: 2);
        Assert.That(spending.Price, Is.EqualTo(LeastPrice));
    }

    [Test]
    public void Price_LittleDemand_StaysAtTheLeast()
    {
        var spending = new CheckSpending(10);
        Demand(spending, seconds: 60, perSecond: 5);

        Assert.That(spending.Price, Is.EqualTo(LeastPrice));
    }

    [Test]
    public void Price_OthersFindWhatCostsNothing_StaysAtTheLeast()
    {
        var spending = new CheckSpending(10);
        for (int i = 0; i < 5000; i++)
        {
            spending.Add(Window with { IsPaid = false }, _now += Second / 100);
        }

        Assert.That(spending.Price, Is.EqualTo(LeastPrice));
    }

    [Test]
    public void Resize_CountsFromNowOn()
    {
        var spending = new CheckSpending(10);
        Demand(spending, seconds: 10, perSecond: 200);

        spending.Resize(50);
        Assert.That(Demand(spending, seconds: 60, perSecond: 200), Is.EqualTo(60 * 50).Within(5).Percent);
        spending.Resize(null);
        Assert.That(spending.IsUnlimited, Is.True);
        Assert.That(Demand(spending, seconds: 10, perSecond: 200), Is.EqualTo(10 * 200));
        spending.Resize(2);
        Assert.That(spending.IsUnlimited, Is.False);
        Assert.That(Demand(spending, seconds: 60, perSecond: 200), Is.EqualTo(60 * 2).Within(5).Percent);
    }

    [Test]
    public void Resize_ToNone_ThereIsNoPrice()
    {
        var spending = new CheckSpending(10);
        Demand(spending, seconds: 60, perSecond: 100);
        spending.Resize(null);

        Assert.That(spending.Price, Is.Zero);
    }

    private static CheckWindow Window { get; } =
        new(Hits: 100, StaleHits: 1, AgeSeconds: 10, SecondsSinceOther: 0, IsLook: true, IsPaid: true, IsAtLeast: false, IsAtMost: false);

    /// <summary>So many checks a second are asked for, and made if they may be.</summary>
    private int Demand(CheckSpending spending, int seconds, int perSecond)
    {
        int spent = 0;
        for (int i = 0; i < seconds * perSecond; i++)
        {
            _now += Second / perSecond;
            if (spending.TrySpend(_now))
            {
                spent++;
                spending.Add(Window, _now);
            }
        }

        return spent;
    }
}
