using Interception.Keys.Parts;
using Interception.Runs;

namespace Interception.Tests.Runs;

[TestFixture]
internal sealed class WaitGraphTests
{
    [Test]
    public void TryWait_ForItself_Refuses()
    {
        RunFlow flow = Flow();

        Assert.That(WaitGraph.TryWait(flow, flow), Is.False);
    }

    [Test]
    public void TryWait_ClosesACircle_Refuses()
    {
        RunFlow[] flows = [Flow(), Flow(), Flow(), Flow()];
        for (int i = 0; i < 3; i++)
        {
            Assert.That(WaitGraph.TryWait(flows[i], flows[i + 1]), Is.True);
        }

        Assert.That(WaitGraph.TryWait(flows[3], flows[0]), Is.False);
        Assert.That(WaitGraph.TryWait(flows[3], flows[2]), Is.False);
        Assert.That(WaitGraph.TryWait(flows[0], flows[3]), Is.True, "a second way in one direction is no circle");
    }

    [Test]
    public void EndWait_OpensTheCircle()
    {
        RunFlow one = Flow();
        RunFlow other = Flow();
        WaitGraph.TryWait(one, other);

        WaitGraph.EndWait(one, other);

        Assert.That(WaitGraph.TryWait(other, one), Is.True);
    }

    [Test]
    public void EndWait_OneOfTwoWaits_LeavesTheOther()
    {
        RunFlow one = Flow();
        RunFlow other = Flow();
        WaitGraph.TryWait(one, other);
        WaitGraph.TryWait(one, other);

        WaitGraph.EndWait(one, other);

        Assert.That(WaitGraph.TryWait(other, one), Is.False);
    }

    [Test]
    public void Nest_LastsUntilItIsDisposedOf()
    {
        RunFlow one = Flow();
        RunFlow other = Flow();
        using (WaitGraph.Nest(one, other))
        {
            Assert.That(WaitGraph.TryWait(other, one), Is.False);
        }

        Assert.That(WaitGraph.TryWait(other, one), Is.True);
        using WaitGraph.Edge nobody = WaitGraph.Nest(null, other);
        Assert.That(other.WaitsFor, Is.EqualTo((RunFlow[])[one]));
    }

    private static RunFlow<EmptyKey> Flow() => new(null, checkNumber: 0, null!, default);
}
