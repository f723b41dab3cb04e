using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class LongestFirstTests
{
    [Test]
    public void First_Nothing_IsNone() => Assert.That(new LongestFirst().First, Is.Null);

    [Test]
    public void All_ChecksComeAndGo_AreThoseThatHaveSomeInOrderOfLength()
    {
        var random = new Random(7);
        var order = new LongestFirst();
        CheckLane[] lanes = [.. Enumerable.Range(0, 12).Select(_ => Lanes.New())];
        for (int step = 0; step < 5_000; step++)
        {
            CheckLane lane = lanes[random.Next(lanes.Length)];
            bool grows = step / 1_000 % 2 == 0 ? random.Next(3) > 0 : random.Next(3) == 0;
            if (grows)
            {
                lane.Waiting.Enqueue(0, step, new StubEntry());
                order.Lengthened(lane);
            }
            else if (lane.Waiting.Count > 0)
            {
                lane.Waiting.Dequeue();
                order.Shortened(lane);
            }

            Assert.That(order.All, Is.EquivalentTo(lanes.Where(one => one.Waiting.Count > 0)));
            Assert.That(order.All.Select(one => one.Waiting.Count), Is.Ordered.Descending);
            Assert.That(order.First, Is.SameAs(order.All.FirstOrDefault()));
        }
    }
}
