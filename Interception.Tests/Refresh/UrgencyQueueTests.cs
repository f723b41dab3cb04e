using Interception.Refresh;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class UrgencyQueueTests
{
    [Test]
    public void Dequeue_MostUrgentFirst_AndAmongEqualsTheFirst()
    {
        var queue = new UrgencyQueue();
        Entry[] entries = [.. Enumerable.Range(0, 5).Select(_ => new StubEntry())];
        int[] levels = [3, 63, 3, 0, 63];
        for (int i = 0; i < entries.Length; i++)
        {
            queue.Enqueue(levels[i], place: i, entries[i]);
        }

        Assert.That((queue.Count, queue.Highest, queue.Lowest, queue.FirstPlace), Is.EqualTo((5, 63, 0, 1L)));
        Entry[] taken = [.. Enumerable.Range(0, 5).Select(_ => queue.Dequeue())];

        Assert.That(taken, Is.EqualTo(new[] { entries[1], entries[4], entries[0], entries[2], entries[3] }));
        Assert.That(queue.Count, Is.Zero);
    }

    [Test]
    public void DequeueLowest_TakesTheLeastUrgent()
    {
        var queue = new UrgencyQueue();
        (Entry high, Entry low) = (new StubEntry(), new StubEntry());
        queue.Enqueue(40, place: 1, high);
        queue.Enqueue(20, place: 2, low);

        Assert.That(queue.DequeueLowest(), Is.SameAs(low));
        Assert.That((queue.Lowest, queue.Highest), Is.EqualTo((40, 40)));
    }

    [TestCase(0, 0)]
    [TestCase(1e-300, 0)]
    [TestCase(1, 32)]
    [TestCase(2, 34)]
    [TestCase(0.25, 28)]
    [TestCase(1e300, 63)]
    [TestCase(double.PositiveInfinity, 63)]
    [TestCase(double.NaN, 0)]
    public void LevelOf_TwoLevelsAnOctave_WithinBounds(double preventedPerMillisecond, int level) =>
        Assert.That(UrgencyQueue.LevelOf(preventedPerMillisecond), Is.EqualTo(level));
}
