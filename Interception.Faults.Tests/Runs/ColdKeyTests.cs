using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class ColdKeyTests
{
    private const int Callers = 1_000;
    private const int Cancelling = 900;

    /// <summary>
    /// As many as it takes for the runtime to compile what is called a thousand times a burst with all optimizations.
    /// </summary>
    private const int WarmUpBursts = 20;

    /// <summary>How many bursts are timed, whatever the size: a few can all be disturbed on a busy machine.</summary>
    private const int TimedBursts = 50;

    private static readonly TimeSpan MethodTime = TimeSpan.FromMilliseconds(50);

    [TestCase("0s", 5, TestName = "Nodes_ColdKeyStormedWithoutLeaseWait_RunOnceEach")]
    [TestCase("2s", 1, TestName = "Nodes_ColdKeyStormedWithLeaseWait_RunOnce")]
    [Property("Row", "R14")]
    [Property("Failure", "P1")]
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

        await rig.JoinAsync();
        await StormAsync(rig, firstKey: 0, WarmUpBursts, cancelling: 0);

        int mostRuns = await StormAsync(rig, firstKey: 1_000, RunSize.Current.ColdBursts, cancelling: 0);
        int mostRunsCancelling = await StormAsync(rig, firstKey: 2_000, RunSize.Current.ColdBursts, Cancelling);
        WindowReport window = await rig.MarkAsync();

        new RunRow("R14", $"5 nodes x 1,000 callers on a cold key, lease wait {leaseWait}")
            .AtMost("most runs", mostRuns, allowedRuns)
            .AtMost("most runs, 900 cancelling", mostRunsCancelling, allowedRuns)
            .None("exceptions", window.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();
    }

    /// <remarks>
    /// The clock runs from the first call to the moment when all are answered. A node without a shared store stands beside it:
    /// what both take, no store has caused. Other work on the machine only adds to a burst, so the least disturbed one is judged.
    /// </remarks>
    [Test, Property("Row", "P7"), Property("Failure", "P1")]
    public async Task Node_ColdKeyStormed_RunsOnceAndAnswersWithTheRun()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        Storm memoryOnly = await StormOneAsync(new NodeConfiguration());
        Storm shared = await StormOneAsync(new NodeConfiguration { Redis = server.Configuration });

        new RunRow("P7", "1,000 callers on one cold key, 50 ms method")
            .Note("memory only: total / run, median", memoryOnly.Median)
            .Note("median", shared.Median)
            .Note("highest", shared.Ratios.Max())
            .Note("threads more than before", shared.MoreThreads)
            .AtMost("most runs", Math.Max(shared.MostRuns, memoryOnly.MostRuns), 1)
            .AtMost("total / run, lowest", shared.Ratios.Min(), 1.05)
            .Conclude();
    }

    private static async Task<Storm> StormOneAsync(NodeConfiguration configuration)
    {
        await using var rig = new Rig();
        rig.Source.Delay = MethodTime;
        NodeProcess node = await rig.AddNodeAsync(configuration);
        await rig.JoinAsync();
        for (int key = 0; key < WarmUpBursts; key++)
        {
            await node.BurstAsync(new BurstPlan(Callers, FirstKey: key, Bare: true));
        }

        int threadsBefore = (await node.StatsAsync()).Threads;
        List<double> ratios = [];
        int mostRuns = 0;
        for (int key = 1_000; key < 1_000 + TimedBursts; key++)
        {
            BurstReport burst = await node.BurstAsync(new BurstPlan(Callers, FirstKey: key, Bare: true));
            ratios.Add(burst.Milliseconds / burst.MethodMilliseconds);
            mostRuns = Math.Max(mostRuns, rig.History[key].Calls.Length);
        }

        return new Storm(ratios, mostRuns, (await node.StatsAsync()).Threads - threadsBefore);
    }

    private static async Task<int> StormAsync(Rig rig, int firstKey, int bursts, int cancelling)
    {
        int most = 0;
        for (int key = firstKey; key < firstKey + bursts; key++)
        {
            var plan = new BurstPlan(
                Callers, FirstKey: key, Cancelling: cancelling, CancelAfterMilliseconds: cancelling > 0 ? 10 : 0);
            await Task.WhenAll(rig.Nodes.Select(node => node.BurstAsync(plan)));
            most = Math.Max(most, rig.History[key].Calls.Length);
        }

        return most;
    }

    private sealed record Storm(IReadOnlyList<double> Ratios, int MostRuns, int MoreThreads)
    {
        public double Median => Ratios.Order().ElementAt(Ratios.Count / 2);
    }
}
