using CsCheck;
using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class CalibrationTests
{
    [Test]
    public void Factor_NothingKnown_IsOne() => Assert.That(new Calibration().Factor, Is.EqualTo(1));

    [TestCase(0.25)]
    [TestCase(0.5)]
    [TestCase(2)]
    [TestCase(4)]
    public void Factor_ChangesComeMoreOrLessOftenThanExpected_IsHowMuch(double factor)
    {
        var calibration = new Calibration();

        Check(calibration, 4000, probability: 0.2, found: 0.2 * factor, new Chance(seed: 1));

        // Of about 1,000 checks 40 to 800 changes are in it, and 10 that are taken for granted.
        Assert.That(calibration.Factor, Is.EqualTo(factor).Within(0.06 + (0.1 * factor)));
    }

    [Test]
    public void Factor_AFewChecks_MovesLittle()
    {
        var calibration = new Calibration();
        calibration.Add(probability: 0.1, changed: true);

        Assert.That(calibration.Factor, Is.EqualTo(11 / 10.1).Within(1e-9));
    }

    [Test]
    public void Factor_Shifts_FollowsWithinTwoThousandChecks()
    {
        var chance = new Chance(seed: 1);
        var calibration = new Calibration();
        Check(calibration, 4000, probability: 0.2, found: 0.05, chance);
        Assert.That(calibration.Factor, Is.LessThan(0.35));

        Check(calibration, 2000, probability: 0.2, found: 0.4, chance);

        Assert.That(calibration.Factor, Is.InRange(1.6, 2.1));
    }

    [Test]
    public void Factor_AnyChecks_StaysPositiveAndFinite() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[0, 3000].Sample(
            checks =>
            {
                var calibration = new Calibration();
                foreach ((double probability, bool changed) in checks)
                {
                    calibration.Add(probability, changed);
                }

                return calibration.Factor is > 0 and < 101;
            },
            seed: "0000KDyKBiB3",
            iter: 200);

    private static void Check(Calibration calibration, int checks, double probability, double found, Chance chance)
    {
        for (int i = 0; i < checks; i++)
        {
            calibration.Add(probability, chance.Next() < found);
        }
    }
}
