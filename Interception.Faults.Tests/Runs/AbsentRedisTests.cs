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
    /// The first call of a process compiles code, that of the shared level included. What the absence costs is therefore the
    /// difference to nodes whose Redis is there: of each kind some are started, and the medians are compared. The second call, on
    /// another key, has nothing left to compile, and is held to the bound by itself.
    /// </remarks>
    [Test, Property("Row", "R3"), Property("Failure", "X1")]
    public async Task Nodes_RedisAbsentAtStart_ServeAtOnceAndJoinLater()
    {
        int port = FreePort.Next();
        await using var rig = new Rig();
        rig.Source.Delay = MethodTime;
        var absent = new NodeConfiguration { Redis = $"127.0.0.1:{port}" };
        FirstCalls withAbsent = await FirstCallsAsync(absent);
        FirstCalls withMemoryOnly = await FirstCallsAsync(new NodeConfiguration());
        FirstCalls withPresent = await WithPresentAsync();

        await rig.AddNodesAsync(3, absent);
        bool isSharedBefore = await rig.IsSharedAsync();
        await using RedisServer server = await RedisServer.StartAsync(port);
        long start = Stopwatch.GetTimestamp();
        await Deadline.UntilAsync("the nodes share their answers", JoinLimit, rig.IsSharedAsync);
        TimeSpan joined = Stopwatch.GetElapsedTime(start);
        WindowReport window = await rig.MarkAsync();

        new RunRow("R3",
            "Redis absent at start: the host starts, the first call costs the method + 5 ms, joins when Redis appears")
            .Note("first call, memory only", withMemoryOnly.First, "ms")
            .Note("first call, Redis present", withPresent.First, "ms")
            .Note("first call, Redis absent", withAbsent.First, "ms")
            .AtMost("cost of the absence", withAbsent.First - withPresent.First, 5, "ms")
            .AtMost("overhead of the second call", withAbsent.SecondOverhead, 5, "ms")
            .AtMost("joined after", joined.TotalSeconds, 2, "s")
            .AtMost("shared before", isSharedBefore ? 1 : 0, 0)
            .None("exceptions", window.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();
    }

    private static async Task<FirstCalls> WithPresentAsync()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        return await FirstCallsAsync(new NodeConfiguration { Redis = server.Configuration });
    }

    private static async Task<FirstCalls> FirstCallsAsync(NodeConfiguration configuration)
    {
        List<double> first = [];
        List<double> second = [];
        for (int count = 0; count < RunSize.Current.FirstCalls; count++)
        {
            await using var rig = new Rig();
            rig.Source.Delay = MethodTime;
            NodeProcess node = await rig.AddNodeAsync(configuration);
            first.Add((await node.BurstAsync(new BurstPlan(Callers: 1, FirstKey: 1))).Milliseconds);
            second.Add((await node.BurstAsync(new BurstPlan(Callers: 1, FirstKey: 2))).Window.MissOverhead.MaxMilliseconds);
        }

        return new FirstCalls(Median(first), Median(second));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record FirstCalls(double First, double SecondOverhead);
}
