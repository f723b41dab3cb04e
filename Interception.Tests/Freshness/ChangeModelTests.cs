using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class ChangeModelTests
{
    private const double Switch = 1e-3;

    private static readonly double[] Expectations = [1e-9, 1e-6, 9e-4, 0.00099999, Switch, 0.0011, 0.05, 1, 3, 30];

    [TestCaseSource(nameof(Expectations))]
    public void StaleProbability_IsTheIntegralOfTheTimeToTheFirstChange(double x) =>
        Assert.That(ChangeModel.StaleProbability(x), Is.EqualTo(Integral(t => Math.Exp(-t), x)).Within(1e-7).Percent);

    [TestCaseSource(nameof(Expectations))]
    public void StaleShare_IsTheMeanOfTheProbability(double x) =>
        Assert.That(ChangeModel.StaleShare(x), Is.EqualTo(Integral(t => t < 1e-5 ? t - (t * t / 2) : 1 - Math.Exp(-t), x) / x).Within(1e-7).Percent);

    [TestCaseSource(nameof(Expectations))]
    public void ChangesGivenChange_IsTheMeanOfThoseThatAreNotNone(double x)
    {
        // The probability of k changes is x^k e^-x / k!; divided by x e^-x all along, so that tiny ones lose nothing.
        (double weight, double changes, double any) = (1, 0, 0);
        for (int k = 1; k < 300; k++)
        {
            changes += k * weight;
            any += weight;
            weight *= x / (k + 1);
        }

        Assert.That(ChangeModel.ChangesGivenChange(x), Is.EqualTo(changes / any).Within(1e-8).Percent);
    }

    [TestCase(0.05)]
    [TestCase(0.7)]
    [TestCase(4)]
    public void All_SimulatedChanges_Agree(double x)
    {
        const int rounds = 200_000;
        var chance = new Chance(seed: 1);
        double stale = 0, share = 0, changes = 0;
        for (int i = 0; i < rounds; i++)
        {
            double firstAt = chance.Gap(1);
            stale += firstAt < x ? 1 : 0;
            share += Math.Max(0, x - firstAt) / x;
            for (double at = firstAt; at < x; at += chance.Gap(1))
            {
                changes++;
            }
        }

        Assert.That(stale / rounds, Is.EqualTo(ChangeModel.StaleProbability(x)).Within(3).Percent);
        Assert.That(share / rounds, Is.EqualTo(ChangeModel.StaleShare(x)).Within(3).Percent);
        Assert.That(changes / stale, Is.EqualTo(ChangeModel.ChangesGivenChange(x)).Within(1).Percent);
    }

    [Test]
    public void All_AroundTheSwitch_SeriesAndClosedFormAgree()
    {
        double below = Math.BitDecrement(Switch);

        Assert.That(ChangeModel.StaleProbability(below), Is.EqualTo(ChangeModel.StaleProbability(Switch)).Within(1e-8).Percent);
        Assert.That(ChangeModel.StaleShare(below), Is.EqualTo(ChangeModel.StaleShare(Switch)).Within(1e-7).Percent);
        Assert.That(ChangeModel.ChangesGivenChange(below), Is.EqualTo(ChangeModel.ChangesGivenChange(Switch)).Within(1e-8).Percent);
    }

    [TestCase(0, 0, 0, 1)]
    [TestCase(1e300, 1, 1, 1e300)]
    [TestCase(double.MaxValue, 1, 1, double.MaxValue)]
    [TestCase(double.PositiveInfinity, 1, 1, double.PositiveInfinity)]
    public void All_AtTheEnds_AreExact(double x, double probability, double share, double changes) =>
        Assert.That(
            (ChangeModel.StaleProbability(x), ChangeModel.StaleShare(x), ChangeModel.ChangesGivenChange(x)),
            Is.EqualTo((probability, share, changes)));

    [TestCase(double.Epsilon)]
    [TestCase(1e-310)]
    [TestCase(1e-16)]
    public void All_Tiny_StayWithinBounds(double x) => Assert.That(AreWithinBounds(x), Is.True);

    [Test]
    public void All_AnyExpectation_StayWithinBoundsAndRise() =>
        Gen.Double[-300, 300].Select(exponent => Math.Pow(10, exponent)).AllHold(
            10_000,
            x => AreWithinBounds(x)
                && ChangeModel.StaleProbability(x * 1.001) >= ChangeModel.StaleProbability(x)
                && ChangeModel.StaleShare(x * 1.001) >= ChangeModel.StaleShare(x)
                && ChangeModel.ChangesGivenChange(x * 1.001) >= ChangeModel.ChangesGivenChange(x));

    // A comparison with NaN is never true.
    private static bool AreWithinBounds(double x) =>
        ChangeModel.StaleProbability(x) is >= 0 and <= 1 && ChangeModel.StaleProbability(x) <= x
        && ChangeModel.StaleShare(x) is >= 0 and <= 1 && ChangeModel.StaleShare(x) <= ChangeModel.StaleProbability(x)
        && ChangeModel.ChangesGivenChange(x) >= Math.Max(1, x);

    /// <summary>Simpson's rule, from 0.</summary>
    private static double Integral(Func<double, double> function, double to)
    {
        const int parts = 20_000;
        double step = to / parts;
        double sum = function(0) + function(to);
        for (int i = 1; i < parts; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * function(i * step);
        }

        return sum * step / 3;
    }
}
