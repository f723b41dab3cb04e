using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class CheckPriceTests
{
    /// <summary>Of which a third is the last 10,000.</summary>
    private const int Checks = 30_000;

    private static readonly CheckWindow Window =
        new(Hits: 10, StaleHits: 0.1, AgeSeconds: 10, SecondsSinceOther: 1, IsLook: true, IsPaid: true, IsAtLeast: false, IsAtMost: false);

    [Test]
    public void Add_Target_TheShareConvergesToItAndThePriceHoldsStill(
        [Values(0.005, 0.01, 0.03, 0.1)] double target, [Values(0.01, 1, 100)] double first)
    {
        var loop = new PriceLoop(new CheckPrice(first), answers: 300, seed: 1) { Target = target, MostSeconds = 600 };
        loop.Run(Checks * 2 / 3);

        (double staleShare, _, _, double[] logPrices) = loop.Run(Checks / 3);

        Assert.That(staleShare, Is.EqualTo(target).Within(5).Percent);
        Assert.That(logPrices.Max() - logPrices.Min(), Is.LessThan(0.3));
    }

    [TestCase(0.01, double.PositiveInfinity)]
    [TestCase(0.003, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, 2)]
    [TestCase(0.01, 1)]
    public void Add_Budget_WinsOverTheTarget(double perHit, double perSecond)
    {
        var loop = new PriceLoop(new CheckPrice(1), answers: 300, seed: 1)
        {
            Target = 0.0005, PerHit = perHit, PerSecond = perSecond, MostSeconds = 600,
        };
        loop.Run(Checks * 2 / 3);

        (_, double checksPerHit, double checksPerSecond, double[] logPrices) = loop.Run(Checks / 3);

        Assert.That(checksPerHit, Is.LessThanOrEqualTo(perHit));
        Assert.That(checksPerSecond, Is.LessThanOrEqualTo(perSecond));
        Assert.That(Math.Max(checksPerHit / perHit, checksPerSecond / perSecond), Is.GreaterThan(0.9), "it is made use of");
        Assert.That(logPrices.Max() - logPrices.Min(), Is.LessThan(0.6));
    }

    [Test]
    public void Add_AllAnswersAtTheirLongestInterval_ThePriceStaysAndIsRightSoonAfterRatesJump()
    {
        var price = new CheckPrice(1);
        var loop = new PriceLoop(price, answers: 300, seed: 1, slowest: 1e-8, fastest: 1e-7) { Target = 0.01, MostSeconds = 600 };
        loop.Run(Checks);
        Assert.That(price.Current, Is.EqualTo(1));

        loop.Speed(1e4);
        loop.Run(10 * 300); // Each answer ten times.

        Assert.That(loop.Run(5 * 300).StaleShare, Is.EqualTo(0.01).Within(10).Percent);
    }

    [Test]
    public void Add_TooManyStaleButAllAtTheShortestInterval_ThePriceStays()
    {
        var price = new CheckPrice(1);
        Add(price, 100, Window with { StaleHits = 9, IsAtLeast = true }, target: 0.01);

        Assert.That(price.Current, Is.EqualTo(1));
    }

    [Test]
    public void Add_HalfOfTheAnswersAtTheShortestInterval_ThePriceGoesBothWaysAlike()
    {
        double more = PriceAfter(staleHits: 0.15), less = PriceAfter(staleHits: 0.05);

        Assert.That(more, Is.LessThan(0.5));
        Assert.That(more * less, Is.EqualTo(1).Within(1).Percent);

        static double PriceAfter(double staleHits)
        {
            var price = new CheckPrice(1);
            for (int i = 0; i < 25; i++)
            {
                Add(price, 1, Window with { StaleHits = staleHits }, target: 0.01);
                Add(price, 1, Window with { StaleHits = staleHits, IsAtLeast = true }, target: 0.01);
            }

            return price.Current;
        }
    }

    [Test]
    public void Add_OverBudgetAtTheLongestInterval_ThePriceStandsStill()
    {
        var price = new CheckPrice(1);
        Add(price, 100, Window with { IsAtMost = true }, target: 0.5, perSecond: 0.5);

        Assert.That(price.Current, Is.EqualTo(1));
    }

    [Test]
    public void Add_EntriesThatLeave_MoveNothingByThemselves()
    {
        var price = new CheckPrice(1);
        Add(price, 1000, Window with { StaleHits = 0, IsLook = false, IsPaid = false }, target: 0.5);

        Assert.That(price.Current, Is.EqualTo(1));
    }

    [TestCase(0.001, ExpectedResult = -1, Description = "more are stale than wanted")]
    [TestCase(0.01, ExpectedResult = 0)]
    [TestCase(0.1, ExpectedResult = 1)]
    [TestCase(null, ExpectedResult = -1, Description = "no budget is exceeded")]
    public int Add_Target_MovesThePriceTheRightWay(double? target)
    {
        var price = new CheckPrice(1);
        Add(price, 100, Window, target);

        return Math.Sign(Math.Round(price.Current - 1, 9));
    }

    [Test]
    public void Rise_TheTargetRules_IsSoManyTimesLess()
    {
        var price = new CheckPrice(1);
        Add(price, 1, Window, target: 0.01);
        price.Rise(20);

        Assert.That(price.Current, Is.EqualTo(1 / 20d).Within(1e-9));

        price.Rise(20);
        Assert.That(price.Current, Is.EqualTo(CheckPrice.Least));
    }

    [TestCase(null, 100)]
    [TestCase(0.01, 0.5)]
    public void Rise_ABudgetRules_ThePriceStays(double? target, double perSecond)
    {
        var price = new CheckPrice(1);
        Add(price, 1, Window, target, perSecond);
        double before = price.Current;
        price.Rise(20);

        Assert.That(price.Current, Is.EqualTo(before));
    }

    [Test]
    public void Rise_NothingAccountedYet_ThePriceStays()
    {
        var price = new CheckPrice(1);
        price.Rise(20);

        Assert.That(price.Current, Is.EqualTo(1));
    }

    [Test]
    public void Refuse_WithinTheBudgetOtherwise_RaisesThePrice()
    {
        CheckPrice without = new(1), with = new(1);
        for (int i = 0; i < 50; i++)
        {
            with.Refuse(); // Three refusals for each check that is made.
            with.Refuse();
            with.Refuse();
            Add(without, 1, Window, target: 0.01, perSecond: 1.1);
            Add(with, 1, Window, target: 0.01, perSecond: 1.1);
        }

        Assert.That(without.Current, Is.EqualTo(1).Within(1e-9));
        Assert.That(with.Current, Is.GreaterThan(2));
    }

    [Test]
    public void Refuse_Ended_IsForgotten()
    {
        var price = new CheckPrice(1);
        for (int i = 0; i < 1000; i++)
        {
            price.Refuse();
        }

        Add(price, 1000, Window, target: null, perSecond: 2);

        Assert.That(price.Current, Is.EqualTo(CheckPrice.Least));
    }

    [Test]
    public void Lately_ConstantWindows_AreWhatTheySay()
    {
        var price = new CheckPrice(1);
        Assert.That((price.StaleShare, price.ChecksPerHit, price.ChecksPerSecond), Is.EqualTo((0d, 0d, 0d)));
        Add(price, 50, Window with { SecondsSinceOther = 4 }, target: 0.01);
        Add(price, 50, Window with { SecondsSinceOther = 4, IsPaid = false }, target: 0.01);
        Add(price, 500, Window with { SecondsSinceOther = 4 }, target: 0.01);

        Assert.That(price.StaleShare, Is.EqualTo(0.01).Within(1e-9));
        Assert.That(price.ChecksPerHit, Is.EqualTo(0.1).Within(1e-9));
        Assert.That(price.ChecksPerSecond, Is.EqualTo(0.25).Within(1e-9));
    }

    [Test]
    public void Add_AnyWindows_ThePriceStaysWithinItsBounds() =>
        Gen.Select(Windows.Array[1, 100], Gen.Double[0, 1], Gen.Double[-6, 1], Gen.Double[-6, 3], Gen.Double[-2, 6]).AllHold(
            2000,
            (windows, target, perHit, perSecond, first) =>
            {
                var price = new CheckPrice(Math.Pow(10, first));
                return windows.All(window =>
                {
                    price.Refuse();
                    price.Add(window, target < 0.1 ? null : target - 0.1, Math.Pow(10, perHit), Math.Pow(10, perSecond), CheckPrice.Least);
                    return price.Current is >= CheckPrice.Least and <= 1e6;
                });
            });

    [TestCase(0.5, 0.5)]
    [TestCase(1000, 1e4)]
    public void Add_OneWayForever_EndsAtTheBound(double staleTimesTarget, double bound)
    {
        var price = new CheckPrice(2);
        Add(price, 10_000, Window, target: 0.01 * staleTimesTarget, least: 0.5);

        Assert.That(price.Current, Is.EqualTo(bound));
    }

    private static Gen<CheckWindow> Windows =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 15]).Select(at => new CheckWindow(
            Much(at.Item1), Much(at.Item1) * at.Item2, Much(at.Item3), Much(at.Item4),
            (at.Item5 & 1) != 0, (at.Item5 & 8) != 0, (at.Item5 & 2) != 0, (at.Item5 & 4) != 0));

    /// <summary>Nothing, or something of any size.</summary>
    private static double Much(double part) => part < 0.2 ? 0 : Math.Pow(10, (part * 15) - 6);

    private static void Add(
        CheckPrice price, int times, CheckWindow window, double? target, double perSecond = double.PositiveInfinity, double least = CheckPrice.Least)
    {
        for (int i = 0; i < times; i++)
        {
            price.Add(window, target, perHit: double.PositiveInfinity, perSecond, least);
        }
    }
}
