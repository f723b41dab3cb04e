using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class ColdKeyTests
{
    private const int Callers = 1_000;
    private const int Cancelling = 900;
    private const int WarmUpBursts = 3;

    private static readonly TimeSpan MethodTime = TimeSpan.FromMilliseconds(50);

    [TestCase("0s", 5, TestName = "Nodes_ColdKeyStormedWithoutLeaseWait_RunOnceEach")]
    [TestCase("2s", 1, TestName = "Nodes_ColdKeyStormedWithLeaseWait_RunOnce")]
    [Property("Row", "R14")]
    public async Task Nodes_ColdKeyStormed_RunFewTimes(string leaseWait, int allowedRuns)
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        rig.Source.Delay = MethodTime;
        await rig.AddNodesAsync(5, new NodeConfiguration
        {
            Redis = server.Configuration,
            Extra = new Dictionary<string, string> { ["Interception:Redis:LeaseWait"] = leaseWait },
        });

        int mostRuns = await StormAsync(rig, firstKey: 0, cancelling: 0);
        int mostRunsCancelling = await StormAsync(rig, firstKey: 1_000, Cancelling);
        WindowReport window = await rig.MarkAsync();

        new RunRow("R14", $"5 nodes x 1,000 callers on a cold key, lease wait {leaseWait}")
            .AtMost("most runs", mostRuns, allowedRuns)
            .AtMost("most runs, 900 cancelling", mostRunsCancelling, allowedRuns)
            .None("exceptions", window.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();
    }

    [Test, Property("Row", "P7")]
    public async Task Node_ColdKeyStormed_RunsOnceAndAnswersWithTheRun()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        rig.Source.Delay = MethodTime;
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration { Redis = server.Configuration });
        for (int key = 0; key < WarmUpBursts; key++)
        {
            await node.BurstAsync(new BurstPlan(Callers, FirstKey: key));
        }

        int threadsBefore = (await node.StatsAsync()).Threads;
        List<double> ratios = [];
        int mostRuns = 0;
        for (int key = 1_000; key < 1_000 + RunSize.Current.ColdBursts; key++)
        {
            BurstReport burst = await node.BurstAsync(new BurstPlan(Callers, FirstKey: key));
            ratios.Add(burst.Milliseconds / burst.MethodMilliseconds);
            mostRuns = Math.Max(mostRuns, rig.History[key].Calls.Length);
        }

        int threadsAfter = (await node.StatsAsync()).Threads;
        new RunRow("P7", "1,000 callers on one cold key, 50 ms method")
            .Note("spread of total / run, lowest", ratios.Min())
            .Note("highest", ratios.Max())
            .Note("threads more than before", threadsAfter - threadsBefore)
            .AtMost("most runs", mostRuns, 1)
            .AtMost("total / run, median", ratios.Order().ElementAt(ratios.Count / 2), 1.05)
            .Conclude();
    }

    private static async Task<int> StormAsync(Rig rig, int firstKey, int cancelling)
    {
        int most = 0;
        for (int key = firstKey; key < firstKey + RunSize.Current.ColdBursts; key++)
        {
            var plan = new BurstPlan(Callers, FirstKey: key, Cancelling: cancelling, CancelAfterMilliseconds: cancelling > 0 ? 10 : 0);
            await Task.WhenAll(rig.Nodes.Select(node => node.BurstAsync(plan)));
            most = Math.Max(most, rig.History[key].Calls.Length);
        }

        return most;
    }
}
