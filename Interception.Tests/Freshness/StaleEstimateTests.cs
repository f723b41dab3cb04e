using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class StaleEstimateTests
{
    [Test]
    public void Add_SumsUp()
    {
        var estimate = new StaleEstimate();
        AnswerSpan one = Span(hits: 10, x: 1), other = Span(hits: 5, x: 1);
        estimate.AddSeen(one, changed: true);
        estimate.AddSeen(Span(hits: 5, x: 1), changed: false);
        estimate.AddUnseen(other);

        Assert.That((estimate.Hits, estimate.StaleHits), Is.EqualTo((20d, one.StaleAfter(changed: true) + other.ExpectedStale)));
        Assert.That(estimate.Error, Is.EqualTo(1.96 * Math.Sqrt(Math.Pow(one.StaleAfter(changed: true), 2) + other.VarianceUnseen)).Within(1e-9));
    }

    [Test]
    public void Error_NothingStale_IsNone()
    {
        var estimate = new StaleEstimate();
        estimate.AddSeen(Span(hits: 10, x: 1), changed: false);

        Assert.That(estimate.Error, Is.Zero);
    }

    /// <remarks>Measured: always. The error is that of changes at any time of a span, all its answers stale or none: a careful one.</remarks>
    [Test]
    public void Error_SimulatedChecks_CoversTheTruthNineteenTimesInTwenty([Values(0.02, 0.1, 0.5, 2)] double x, [Values(50, 300)] int spans)
    {
        const int seeds = 200;

        int covered = Enumerable.Range(0, seeds).Count(seed => Simulate(new Chance(seed), x, spans) is var (truth, estimate)
            && Math.Abs(truth - estimate.StaleHits) <= estimate.Error);

        Assert.That(covered, Is.GreaterThanOrEqualTo(0.95 * seeds));
    }

    [Test]
    public void StaleHits_ManySimulatedChecks_AreRightOnAverage([Values(0.02, 0.1, 0.5, 2)] double x)
    {
        (double truth, StaleEstimate estimate) = Simulate(new Chance(seed: 1), x, spans: 50_000);

        Assert.That(estimate.StaleHits, Is.EqualTo(truth).Within(3).Percent);
        Assert.That(estimate.Error, Is.LessThan(0.1 * truth));
    }

    [Test]
    public void Error_SpansNobodyLookedAt_CoversTheTruthNineTimesInTen([Values(0.02, 0.1, 0.5)] double x)
    {
        const int seeds = 200, spans = 50, hits = 20;

        int covered = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            var chance = new Chance(seed);
            var estimate = new StaleEstimate();
            double truth = 0;
            for (int span = 0; span < spans; span++)
            {
                estimate.AddUnseen(Span(hits, x) with { AskedByLast = false });
                double changedAt = chance.Gap(x);
                truth += Enumerable.Range(0, hits).Count(_ => chance.Next() > changedAt);
            }

            covered += Math.Abs(truth - estimate.StaleHits) <= estimate.Error ? 1 : 0;
        }

        Assert.That(covered, Is.GreaterThanOrEqualTo(0.9 * seeds));
    }

    private static AnswerSpan Span(double hits, double x) => new(hits, AskedByLast: true, x, Seconds: 1, DueSeconds: 1);

    /// <summary>Answers from one check to the next, with so many changes expected meanwhile.</summary>
    private static (double Truth, StaleEstimate Estimate) Simulate(Chance chance, double x, int spans)
    {
        var estimate = new StaleEstimate();
        double truth = 0;
        for (int i = 0; i < spans; i++)
        {
            int hits = (int)chance.Between(1, 100);
            double changedAt = chance.Gap(x);
            truth += changedAt < 1 ? 1 : 0;
            for (int hit = 1; hit < hits; hit++)
            {
                truth += chance.Next() > changedAt ? 1 : 0;
            }

            estimate.AddSeen(Span(hits, x), changedAt < 1);
        }

        return (truth, estimate);
    }
}
