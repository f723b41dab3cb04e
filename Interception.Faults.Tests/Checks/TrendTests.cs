namespace Interception.Faults.Tests.Checks;

[TestFixture]
internal sealed class TrendTests
{
    [Test]
    public void Through_SamplesOnALine_IsTheLine() => Assert.That(Trend.Through([10, 12, 14, 16]), Is.EqualTo(new Trend(13, 6)));

    [Test]
    public void Through_SamplesThatGoUpAndDown_HardlyGrows() =>
        Assert.That(Trend.Through([.. Enumerable.Range(0, 60).Select(at => 100d + (at % 2))]).Growth, Is.EqualTo(0).Within(0.06));

    [Test]
    public void GrowthPercent_ALeakOfAThousandthASample_IsFound() =>
        Assert.That(Trend.Through([.. Enumerable.Range(0, 60).Select(at => 1000d + at + (at % 3))]).GrowthPercent, Is.InRange(5, 7));

    [Test]
    public void GrowthPercent_Nothing_IsNone() => Assert.That(Trend.Through([0, 0, 0]).GrowthPercent, Is.Zero);
}
