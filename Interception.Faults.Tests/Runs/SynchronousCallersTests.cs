using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class SynchronousCallersTests
{
    private const int Callers = 200;
    private const int Bursts = 3;

    [TestCase(0, TestName = "Node_RedisFrozen_200SynchronousCallersOfOneKeyAreAnswered")]
    [TestCase(1, TestName = "Node_RedisFrozen_200SynchronousCallersOfAsManyKeysAreAnswered")]
    [Property("Row", "R21")]
    [Property("Failure", "X3"), Property("Failure", "X4")]
    public async Task Node_RedisFrozen_SynchronousCallersAreAnswered(int keyStep)
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        rig.Source.Delay = OutageRun.MethodTime;
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration { Redis = server.Configuration });
        BurstReport healthy = await BurstAsync(0);
        List<WindowReport> frozen = [];
        server.Freeze();
        for (int burst = 1; burst <= Bursts; burst++)
        {
            frozen.Add((await BurstAsync(burst * Callers)).Window);
        }

        server.Thaw();
        WindowReport all = WindowReport.Sum(frozen);
        new RunRow("R21", $"200 synchronous callers, Redis frozen, {(keyStep == 0 ? "one key" : "a key each")}")
            .Note("healthy p99", healthy.Window.All.Percentile(0.99), "ms")
            .AtLeast("answered", all.All.Total, Bursts * Callers)
            .AtMost("p99", all.All.Percentile(0.99), 500, "ms")
            .None("exceptions", all.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();

        Task<BurstReport> BurstAsync(int firstKey) =>
            node.BurstAsync(new BurstPlan(Callers, firstKey, keyStep, Synchronous: true));
    }
}
