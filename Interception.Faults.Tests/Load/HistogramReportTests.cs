using Interception.Faults.Node.Load;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Tests.Load;

[TestFixture]
internal sealed class HistogramReportTests
{
    [Test]
    public void Percentile_OneToHundred_IsWithinABucket()
    {
        HistogramReport report = Of(Enumerable.Range(1, 100));

        Assert.That(report.Percentile(0.5), Is.EqualTo(50).Within(4).Percent);
        Assert.That(report.Percentile(0.99), Is.EqualTo(99).Within(4).Percent);
        Assert.That(report.Percentile(1), Is.EqualTo(100));
        Assert.That(report.MaxMilliseconds, Is.EqualTo(100));
    }

    [Test]
    public void CountOver_OneToHundred_CountsTheLonger() =>
        Assert.That(Of(Enumerable.Range(1, 100)).CountOver(90), Is.EqualTo(10).Within(3));

    [Test]
    public void Sum_TwoNodes_IsAsIfOneHadSeenAll()
    {
        HistogramReport sum = HistogramReport.Sum([Of(Enumerable.Range(1, 50)), Of(Enumerable.Range(51, 50))]);
        HistogramReport whole = Of(Enumerable.Range(1, 100));

        Assert.That(sum.Counts, Is.EquivalentTo(whole.Counts));
        Assert.That(sum.MaxMilliseconds, Is.EqualTo(whole.MaxMilliseconds));
    }

    [Test]
    public void Percentile_None_IsZero() => Assert.That(HistogramReport.None.Percentile(0.99), Is.Zero);

    private static HistogramReport Of(IEnumerable<int> milliseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (int latency in milliseconds)
        {
            histogram.Add(TimeSpan.FromMilliseconds(latency));
        }

        return histogram.Report();
    }
}
