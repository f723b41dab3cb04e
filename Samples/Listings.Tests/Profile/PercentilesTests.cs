using Listings.Profile;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class PercentilesTests
{
    [TestCase(1, 1)]
    [TestCase(50, 50)]
    [TestCase(95, 95)]
    [TestCase(99, 99)]
    [TestCase(100, 100)]
    public void At_AHundredDurations_IsTheOneOfThatRank(int percent, int milliseconds)
    {
        var percentiles = new Percentiles(Enumerable.Range(1, 100).Reverse().Select(ms => TimeSpan.FromMilliseconds(ms)));

        Assert.That(percentiles.At(percent).TotalMilliseconds, Is.EqualTo(milliseconds));
    }

    [Test]
    public void At_OneDuration_IsIt() =>
        Assert.That(new Percentiles([TimeSpan.FromSeconds(3)]).At(50), Is.EqualTo(TimeSpan.FromSeconds(3)));

    [Test]
    public void Constructor_NoDurations_Throws() =>
        Assert.That(() => new Percentiles([]), Throws.ArgumentException.With.Message.Contains("no percentile of no durations"));
}
