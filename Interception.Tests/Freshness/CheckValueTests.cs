using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class CheckValueTests
{
    private const double Minute = 60, Hour = 3600, Day = 86_400;

    /// <summary>Twelve orders of magnitude both ways, and all together.</summary>
    private static readonly Gen<(double Worth, double HitRate, double ChangeRate)> Extremes =
        Gen.Select(Gen.Double[-12, 12], Gen.Double[-12, 12], Gen.Double[-12, 12])
            .Select(exponents => (Math.Pow(10, exponents.Item1), Math.Pow(10, exponents.Item2), Math.Pow(10, exponents.Item3)));

    [Test]
    public void AgeWhen_AnyPrice_IsTheAgeAtWhichARoundCostsLeast(
        [Values(0.05, 0.5, 2, 5)] double price, [Values(0.1, 1, 30)] double hitRate, [Values(1 / Minute, 1 / Hour, 1 / Day)] double changeRate)
    {
        double best = Lowest(age => Cost(age, price, hitRate, changeRate), 1e-3, 100 / changeRate);

        Assert.That(CheckValue.AgeWhen(price, hitRate, changeRate), Is.EqualTo(best).Within(1).Percent);
    }

    [TestCase(0.2, 1, 0.1)]
    [TestCase(1, 3, 0.05)]
    [TestCase(3, 0.5, 0.1)]
    public void AgeWhen_SimulatedRounds_CostLessThanEarlierOrLaterOnes(double price, double hitRate, double changeRate)
    {
        double age = CheckValue.AgeWhen(price, hitRate, changeRate);

        double best = Simulate(age, price, hitRate, changeRate);

        Assert.That(best, Is.EqualTo(Cost(age, price, hitRate, changeRate)).Within(1.5).Percent);
        Assert.That(Simulate(age / 3, price, hitRate, changeRate), Is.GreaterThan(best));
        Assert.That(Simulate(age * 3, price, hitRate, changeRate), Is.GreaterThan(best));
    }

    [Test]
    public void At_AgeWhenItIsWorthSoMuch_IsThat() =>
        Extremes.Where(at => at.Worth * at.ChangeRate < at.HitRate).AllHold(
            20_000,
            at => CheckValue.AgeWhen(at.Worth, at.HitRate, at.ChangeRate) is var age
                && Math.Abs(CheckValue.At(at.HitRate, at.ChangeRate, age) - at.Worth) <= 0.005 * at.Worth);

    [Test]
    public void At_Older_IsWorthNoLess() =>
        Extremes.AllHold(
            20_000,
            at => CheckValue.At(at.HitRate, at.ChangeRate, at.Worth) is >= 0 and var worth
                && CheckValue.At(at.HitRate, at.ChangeRate, at.Worth * 1.001) >= worth
                && worth <= at.HitRate / at.ChangeRate);

    [Test]
    public void AgeWhen_IsInfiniteExactlyWhereNoAgeIsWorthIt() =>
        Extremes.AllHold(
            20_000,
            at => CheckValue.AgeWhen(at.Worth, at.HitRate, at.ChangeRate) is > 0 and var age
                && double.IsPositiveInfinity(age) == (at.Worth * at.ChangeRate >= at.HitRate));

    [TestCase(1, 1, 1, double.PositiveInfinity)]
    [TestCase(1, 0.999_999_999, 1, double.PositiveInfinity)]
    [TestCase(1, 0, 1, double.PositiveInfinity)]
    [TestCase(1, 1, 0, double.PositiveInfinity)]
    [TestCase(0, 1, 1, 0)]
    public void AgeWhen_AtTheEnds_IsNeverOrAtOnce(double worth, double hitRate, double changeRate, double age) =>
        Assert.That(CheckValue.AgeWhen(worth, hitRate, changeRate), Is.EqualTo(age).Within(1e-12));

    [Test]
    public void AgeWhen_AllButNever_EndsWithANumber()
    {
        double almost = Math.BitDecrement(1d);

        Assert.That(CheckValue.AgeWhen(almost, hitRate: 1, changeRate: 1), Is.InRange(30, 50));
    }

    [TestCase(1, 1, 0)]
    [TestCase(1, 0, 100)]
    [TestCase(0, 0, 100)]
    [TestCase(0, 1, 100)]
    public void At_NothingToPrevent_IsNothing(double hitRate, double changeRate, double age) =>
        Assert.That(CheckValue.At(hitRate, changeRate, age), Is.Zero);

    [TestCase(1, 4, 1e6)]
    public void At_VeryOld_IsWorthTheHitsForEachChange(double changeRate, double hitRate, double age) =>
        Assert.That(CheckValue.At(hitRate, changeRate, age), Is.EqualTo(hitRate / changeRate).Within(1e-9));

    /// <summary>Stale answers and the price of a check, per second.</summary>
    private static double Cost(double age, double price, double hitRate, double changeRate)
    {
        double x = changeRate * age;
        double unchanged = Math.Exp(-x);
        double late = x < 1e-4 ? x * x / 2 : x - (1 - unchanged);
        double stale = (hitRate / changeRate * late) + 1 - (hitRate / (hitRate + changeRate) * unchanged);
        return (stale + price) / (age + (1 / hitRate));
    }

    /// <summary>The same, counted.</summary>
    private static double Simulate(double age, double price, double hitRate, double changeRate)
    {
        const int rounds = 50_000;
        var chance = new Chance(seed: 1);
        double cost = 0, seconds = 0;
        for (int i = 0; i < rounds; i++)
        {
            double changedAt = chance.Gap(changeRate), hitAt = 0;
            while (hitAt < age)
            {
                hitAt += chance.Gap(hitRate);
                cost += hitAt > changedAt ? 1 : 0;
            }

            cost += price;
            seconds += hitAt;
        }

        return cost / seconds;
    }

    /// <summary>Golden section search, on a logarithmic scale.</summary>
    private static double Lowest(Func<double, double> function, double low, double high)
    {
        const double golden = 0.618_033_988_749_895;
        (double from, double to) = (Math.Log(low), Math.Log(high));
        while (to - from > 1e-5)
        {
            double left = to - (golden * (to - from)), right = from + (golden * (to - from));
            (from, to) = function(Math.Exp(left)) < function(Math.Exp(right)) ? (from, right) : (left, to);
        }

        return Math.Exp((from + to) / 2);
    }
}
