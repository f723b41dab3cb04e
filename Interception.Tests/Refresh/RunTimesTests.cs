using Interception.Refresh;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class RunTimesTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    [Test]
    public void Lease_NoRunSeen_IsTenSecondsOrTheTimeout()
    {
        var times = new RunTimes();

        Assert.That(times.Lease(Most), Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(times.Lease(TimeSpan.FromSeconds(2)), Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [TestCase(1, 1_000)]
    [TestCase(2_000, 8_000)]
    [TestCase(20_000, 30_000)]
    public void Lease_RunsSeen_IsFourTimesAsLongWithinBounds(int runMilliseconds, int leaseMilliseconds)
    {
        var times = new RunTimes();
        times.Add(TimeSpan.FromMilliseconds(runMilliseconds).Ticks);

        Assert.That(times.Lease(Most), Is.EqualTo(TimeSpan.FromMilliseconds(leaseMilliseconds)));
    }

    [Test]
    public void Lease_OneLongRunAmongShortOnes_CountsAtOnceAndFades()
    {
        var times = new RunTimes();
        times.Add(TimeSpan.FromSeconds(1).Ticks);
        times.Add(TimeSpan.FromSeconds(3).Ticks);
        Assert.That(times.Lease(Most), Is.EqualTo(TimeSpan.FromSeconds(12)));

        times.Add(TimeSpan.FromSeconds(1).Ticks);
        Assert.That(times.Lease(Most), Is.EqualTo(TimeSpan.FromSeconds(11)));

        for (int i = 0; i < 100; i++)
        {
            times.Add(TimeSpan.FromSeconds(1).Ticks);
        }

        Assert.That(times.Lease(Most), Is.EqualTo(TimeSpan.FromSeconds(4)).Within(TimeSpan.FromMilliseconds(1)));
    }
}
