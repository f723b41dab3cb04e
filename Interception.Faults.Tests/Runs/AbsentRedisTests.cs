using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class AbsentRedisTests
{
    private static readonly TimeSpan MethodTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(20);

    /// <remarks>
    /// The first call of a process compiles code. What the absent Redis costs is therefore the difference to nodes that have none
    /// configured: of each kind some are started, and the medians are compared.
    /// </remarks>
    [Test, Property("Row", "R3")]
    public async Task Nodes_RedisAbsentAtStart_ServeAtOnceAndJoinLater()
    {
        int port = FreePort.Next();
        await using var rig = new Rig();
        rig.Source.Delay = MethodTime;
        var absent = new NodeConfiguration { Redis = $"127.0.0.1:{port}" };
        double withAbsent = await FirstCallAsync(absent);
        double withMemoryOnly = await FirstCallAsync(new NodeConfiguration());

        await rig.AddNodesAsync(3, absent);
        bool isSharedBefore = await rig.IsSharedAsync();
        await using RedisServer server = await RedisServer.StartAsync(port);
        long start = Stopwatch.GetTimestamp();
        await Deadline.UntilAsync("the nodes share their answers", JoinLimit, rig.IsSharedAsync);
        TimeSpan joined = Stopwatch.GetElapsedTime(start);
        WindowReport window = await rig.MarkAsync();

        new RunRow("R3", "Redis absent at start: the host starts, the first call costs the method + 5 ms, joins when Redis appears")
            .Note("first call, memory only", withMemoryOnly, "ms")
            .Note("first call, Redis absent", withAbsent, "ms")
            .AtMost("cost of the absence", withAbsent - withMemoryOnly, 5, "ms")
            .AtMost("joined after", joined.TotalSeconds, 2, "s")
            .AtMost("shared before", isSharedBefore ? 1 : 0, 0)
            .None("exceptions", window.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();
    }

    private static async Task<double> FirstCallAsync(NodeConfiguration configuration)
    {
        List<double> costs = [];
        for (int count = 0; count < RunSize.Current.FirstCalls; count++)
        {
            await using var rig = new Rig();
            rig.Source.Delay = MethodTime;
            NodeProcess node = await rig.AddNodeAsync(configuration);
            BurstReport first = await node.BurstAsync(new BurstPlan(Callers: 1, FirstKey: 1));
            costs.Add(first.Milliseconds);
        }

        return costs.Order().ElementAt(costs.Count / 2);
    }
}
