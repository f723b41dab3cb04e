using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class CalibrationTests
{
    private const double Probability = 0.2;

    /// <summary>Ten answers in ten seconds, after which a change is found one time in five.</summary>
    private static readonly AnswerSpan Span = new(Hits: 10, AskedByLast: false, ChangeRate: -Math.Log(1 - Probability) / 10, Seconds: 10, DueSeconds: 10);

    [Test]
    public void Factor_NothingKnown_IsOne() => Assert.That(new Calibration().Factor, Is.EqualTo(1));

    [TestCase(0.25)]
    [TestCase(0.5)]
    [TestCase(2)]
    [TestCase(4)]
    public void Factor_ChangesComeMoreOrLessOftenThanExpected_IsHowMuch(double factor)
    {
        var calibration = new Calibration();

        Check(calibration, 8000, Span, found: Probability * factor, new Chance(seed: 1));

        // It spans 100 changes, the mean of those found and expected; and 10 are taken to have come as expected.
        double expected = 100 * 2 / (1 + factor);
        Assert.That(calibration.Factor, Is.EqualTo(((factor * expected) + 10) / (expected + 10)).Within(20).Percent);
    }

    [Test]
    public void Factor_HotAnswersChangeMoreOftenThanExpected_TheyCountByTheirAnswers()
    {
        var chance = new Chance(seed: 1);
        var calibration = new Calibration();
        for (int i = 0; i < 8000; i++)
        {
            Check(calibration, 1, Span with { Hits = 1000 }, found: 2 * Probability, chance);
            Check(calibration, 9, Span with { Hits = 1 }, found: Probability, chance);
        }

        Assert.That(calibration.Factor, Is.EqualTo(2).Within(0.5), "by checks it would be 1.1");
    }

    [Test]
    public void Factor_AFewChecks_MovesLittle()
    {
        var calibration = new Calibration();
        calibration.Add(Span, changed: true);

        Assert.That(calibration.Factor, Is.EqualTo(11 / (10 + Probability)).Within(1e-9));
    }

    [Test]
    public void Factor_Shifts_FollowsWithinTwoHundredChanges()
    {
        var chance = new Chance(seed: 1);
        var calibration = new Calibration();
        Check(calibration, 4000, Span, found: Probability / 4, chance);
        Assert.That(calibration.Factor, Is.LessThan(0.5));

        Check(calibration, (int)(200 / Probability), Span, found: 2 * Probability, chance);

        Assert.That(calibration.Factor, Is.InRange(1.6, 2.2));
    }

    [Test]
    public void Factor_AnyChecks_StaysPositiveAndFinite() =>
        Gen.Select(Gen.Double[0, 1e6], Gen.Double[0, 1e3], Gen.Double[0, 1e6], Gen.Bool).Array[0, 1000].AllHold(
            200,
            checks =>
            {
                var calibration = new Calibration();
                foreach ((double hits, double rate, double seconds, bool changed) in checks)
                {
                    calibration.Add(new AnswerSpan(hits, AskedByLast: true, rate, seconds, seconds / 2), changed);
                }

                return calibration.Factor > 0 && double.IsFinite(calibration.Factor);
            });

    /// <summary>Times and rates whose product is the smallest of numbers, or none at all.</summary>
    [TestCase(0, 3719e-76, 8897e-81)]
    [TestCase(1e6, 1e-320, 1)]
    [TestCase(1e6, 1e-300, 1e-10)]
    [TestCase(1e6, 1, 0)]
    public void Factor_NextToNothingExpected_IsOne(double hits, double rate, double seconds)
    {
        var calibration = new Calibration();
        calibration.Add(new AnswerSpan(hits, AskedByLast: true, rate, seconds, seconds / 2), changed: true);

        Assert.That(calibration.Factor, Is.EqualTo(1));
    }

    private static void Check(Calibration calibration, int checks, AnswerSpan span, double found, Chance chance)
    {
        for (int i = 0; i < checks; i++)
        {
            calibration.Add(span, chance.Next() < found);
        }
    }
}
