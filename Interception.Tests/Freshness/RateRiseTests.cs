using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class RateRiseTests
{
    [TestCase(0.003)]
    [TestCase(0.02)]
    [TestCase(0.2)]
    [TestCase(1)]
    [TestCase(5)]
    public void Add_TheRatesAreTwiceAsHighAsBelieved_RisesLessThanOnceInAThousandChecks(double expected)
    {
        const int checks = 200_000;

        Assert.That(Rises(new Chance(seed: 1), checks, expected, actual: 2 * expected), Is.LessThan(checks / 1000));
    }

    [TestCase(0.003)]
    [TestCase(0.02)]
    [TestCase(0.2)]
    public void Add_TheRatesAreAsBelieved_RisesLessThanOnceInTwentyThousandChecks(double expected)
    {
        const int checks = 200_000;

        Assert.That(Rises(new Chance(seed: 1), checks, expected, actual: expected), Is.LessThan(checks / 20_000));
    }

    [TestCase(0.002, 100, 60)]
    [TestCase(0.02, 20, 40)]
    [TestCase(0.02, 100, 6)]
    [TestCase(0.1, 100, 5)]
    public void Add_TheRatesHaveRisen_RisesSoon(double expected, double factor, int checks)
    {
        const int times = 1000;
        var chance = new Chance(seed: 1);

        Assert.That(Enumerable.Range(0, times).Count(_ => Rises(chance, checks, expected, factor * expected) > 0), Is.GreaterThan(0.9 * times));
    }

    [Test]
    public void Add_TheRatesAreLower_NeverRises() => Assert.That(Rises(new Chance(seed: 1), 100_000, expected: 0.2, actual: 0.02), Is.Zero);

    [Test]
    public void Add_NoTimeHasPassed_TellsNothing()
    {
        var rise = new RateRise();

        Assert.That(Enumerable.Range(0, 100).Select(_ => rise.Add(expected: 0, changed: true)), Is.All.False);
        Assert.That(rise.IsUnlikely);
    }

    [Test]
    public void IsUnlikely_AfterAChangeNobodyExpected_UntilEnoughChecksHaveFoundNone()
    {
        var rise = new RateRise();
        Assert.That(rise.IsUnlikely);

        rise.Add(expected: 0.1, changed: true); // Its logarithm is 1.56, and that of no change -1.8.
        rise.Add(expected: 0.1, changed: true);
        bool[] unlikely = [.. Enumerable.Range(0, 2).Select(_ => rise.Add(expected: 0.1, changed: false) || rise.IsUnlikely)];

        Assert.That(unlikely, Is.EqualTo((bool[])[false, true]));
    }

    [Test]
    public void Add_HasRisen_BeginsAnew()
    {
        var rise = new RateRise();
        bool[] risen = [.. Enumerable.Range(0, 8).Select(_ => rise.Add(expected: 0.02, changed: true))];

        Assert.That(risen, Is.EqualTo((bool[])[false, false, false, true, false, false, false, true]));
    }

    private static int Rises(Chance chance, int checks, double expected, double actual)
    {
        var rise = new RateRise();
        return Enumerable.Range(0, checks).Count(_ => rise.Add(expected, chance.Next() < ChangeModel.StaleProbability(actual)));
    }
}
