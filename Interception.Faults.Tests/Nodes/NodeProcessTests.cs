using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Runs;

namespace Interception.Faults.Tests.Nodes;

/// <summary>Shows on nodes without a shared store that nodes, source and checkers see what there is to see.</summary>
[TestFixture, Category("Rig")]
internal sealed class NodeProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Node_CalledTwice_RunsTheMethodOnceAndTellsHitFromMiss()
    {
        await using var rig = new Rig();
        rig.Source.Delay = TimeSpan.FromMilliseconds(30);
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration { CheckIntervalMilliseconds = 60_000 });
        await node.ProbeAsync(1);
        await node.ProbeAsync(1);

        WindowReport window = await node.MarkAsync();

        Assert.That(rig.History[1].Calls, Has.Length.EqualTo(1));
        Assert.That(window.Of("hit").Total, Is.EqualTo(1));
        Assert.That(window.Of("miss").Total, Is.EqualTo(1));
        Assert.That(window.Of("miss").MaxMilliseconds, Is.GreaterThanOrEqualTo(30));
        Assert.That(window.MissOverhead.Total, Is.EqualTo(1));
        Assert.That(await rig.FindWrongAsync(), Is.Empty);
    }

    [Test]
    public async Task Rig_SourceChanges_NodesBecomeCurrent()
    {
        await using var rig = new Rig();
        await rig.AddNodesAsync(2, new NodeConfiguration { CheckIntervalMilliseconds = 50 });
        Assert.That(await rig.IsCurrentAsync(5), Is.True);
        rig.History[3].Change();
        Assert.That(await rig.IsCurrentAsync(5), Is.False);

        await Deadline.UntilAsync("the change has arrived", Limit, () => rig.IsCurrentAsync(5));

        Assert.That(await rig.FindWrongAsync(), Is.Empty);
    }

    [Test]
    public async Task Rig_NodesWithoutASharedStore_DoNotShare()
    {
        await using var rig = new Rig();
        await rig.AddNodesAsync(2, new NodeConfiguration());

        Assert.That(await rig.IsSharedAsync(), Is.False);
    }

    [Test]
    public async Task Node_SourceFails_CountsTheMethodsOwnExceptions()
    {
        await using var rig = new Rig();
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration());
        rig.Source.IsFailing = true;

        long[] served = await node.ProbeAsync(1, 2);
        WindowReport window = await node.MarkAsync();

        Assert.That(served, Is.All.EqualTo(-1));
        Assert.That(window.MethodFailures, Is.EqualTo(2));
        Assert.That(window.Exceptions, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Node_UnderLoad_MakesAboutAsManyCallsAsPlanned(bool synchronous)
    {
        await using var rig = new Rig();
        await rig.AddNodesAsync(1, new NodeConfiguration());
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 500, Keys: 20, ColdCallsPerSecond: 16, Synchronous: synchronous));

        WindowReport window = await rig.MeasureAsync(TimeSpan.FromSeconds(2));
        await rig.HaltAsync();

        Assert.That(window.All.Total / window.Seconds, Is.EqualTo(516).Within(25).Percent);
        Assert.That(window.MissOverhead.Total, Is.GreaterThan(10));
        Assert.That(await rig.FindWrongAsync(), Is.Empty);
    }

    [Test]
    public async Task Node_BurstOnAColdKey_SomeGiveUpAndTheRestShareOneRun()
    {
        await using var rig = new Rig();
        rig.Source.Delay = TimeSpan.FromMilliseconds(200);
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration());

        BurstReport burst = await node.BurstAsync(
            new BurstPlan(Callers: 50, FirstKey: 1, Cancelling: 40, CancelAfterMilliseconds: 20));

        Assert.That(burst.Versions, Is.EquivalentTo(new Dictionary<long, int> { [1] = 10, [-1] = 40 }));
        Assert.That(burst.Window.Cancelled, Is.EqualTo(40));
        Assert.That(rig.History[1].Calls, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Node_Shapes_AreAllRight()
    {
        await using var rig = new Rig();
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration());

        ShapesReport cold = await node.ShapesAsync(new ShapesPlan(0, 3, "text"));
        ShapesReport warm = await node.ShapesAsync(new ShapesPlan(0, 3, "text"));

        Assert.That(cold.Calls, Is.EqualTo(3 * ShapeMethods.Names.Count));
        Assert.That(cold.Runs, Is.EqualTo(cold.Calls));
        Assert.That(warm.Runs, Is.Zero);
        Assert.That(cold.Wrong.Concat(warm.Wrong).Concat(cold.Exceptions), Is.Empty);
    }
}
