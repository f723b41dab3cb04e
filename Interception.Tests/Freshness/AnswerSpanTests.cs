using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class AnswerSpanTests
{
    [TestCase(20, true, 0.01, 30, 25)]
    [TestCase(1, true, 0.01, 30, 25)]
    [TestCase(5, true, 0.1, 30, 10)]
    [TestCase(20, false, 0.01, 30, double.PositiveInfinity)]
    [TestCase(20, false, 0.03, 30, 20)]
    public void Stale_SimulatedAnswers_AreAsManyAsExpected(int hits, bool askedByLast, double changeRate, double seconds, double due)
    {
        const int rounds = 100_000;
        var span = new AnswerSpan(hits, askedByLast, changeRate, seconds, due);
        var chance = new Chance(seed: 1);
        double stale = 0, changed = 0;
        for (int i = 0; i < rounds; i++)
        {
            double changedAt = chance.Gap(changeRate);
            changed += changedAt < seconds ? 1 : 0;
            for (int hit = 0; hit < hits; hit++)
            {
                double at = askedByLast && hit == 0 ? seconds : chance.Next() * Math.Min(seconds, due);
                stale += at > changedAt ? 1 : 0;
            }
        }

        Assert.That(changed / rounds, Is.EqualTo(span.ChangeProbability).Within(2).Percent);
        Assert.That(stale / rounds, Is.EqualTo(span.ExpectedStale).Within(2).Percent);
        Assert.That(stale / changed, Is.EqualTo(span.StaleAfter(changed: true)).Within(2).Percent);
    }

    [Test]
    public void StaleAfter_NothingChanged_IsNone() =>
        Assert.That(new AnswerSpan(100, true, 1, 60, 60).StaleAfter(changed: false), Is.Zero);

    [Test]
    public void StaleAfter_FoundChangedInNoTime_IsTheLastAndHalfOfTheOthers() =>
        Assert.That(new AnswerSpan(101, true, 0.1, 0, 60).StaleAfter(changed: true), Is.EqualTo(51));

    [Test]
    public void StaleAfter_OneAnswerThatAskedItself_IsStaleIfChanged() =>
        Assert.That(new AnswerSpan(1, true, 0.01, 60, 60).StaleAfter(changed: true), Is.EqualTo(1));

    [Test]
    public void All_AnySpan_AreNeverMoreThanTheHits() =>
        Gen.Select(Gen.Double[0, 1e6], Gen.Bool, Gen.Double[-12, 6], Gen.Double[-3, 8], Gen.Double[-3, 8]).AllHold(
            10_000,
            (hits, askedByLast, changeRate, seconds, due) =>
            {
                var span = new AnswerSpan(hits, askedByLast, Math.Pow(10, changeRate), Math.Pow(10, seconds), Math.Pow(10, due));
                double most = hits * (1 + 1e-12);
                return span.ExpectedStale >= 0 && span.ExpectedStale <= most
                    && span.StaleAfter(changed: true) >= span.ExpectedStale * (1 - 1e-12) && span.StaleAfter(changed: true) <= most
                    && span.ChangeProbability is >= 0 and <= 1;
            });
}
