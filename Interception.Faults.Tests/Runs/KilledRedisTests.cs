using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class KilledRedisTests
{
    private const double MissCostMilliseconds = 5;

    /// <summary>How often Redis is killed, whatever the size.</summary>
    private const int Repeats = 3;

    /// <remarks>
    /// A hit takes some twenty microseconds at its 99th percentile, and one pause of the machine in either window doubles that: what a hit costs in the fault is judged
    /// by the median of the repeats, with their spread beside it, and everything else by the worst of them.
    /// <para>
    /// What a miss costs is held at its 95th percentile: three nodes, the source and the rig share the machine's cores, and now
    /// and then a call waits for one of them, with and without the fault. The 99th stands beside it, healthy and in the fault.
    /// </para>
    /// </remarks>
    [Test, Property("Row", "R1"), Property("Failure", "X2"), Property("Failure", "X5")]
    public async Task Nodes_RedisKilledUnderLoad_ServeOnAndAgreeSoonAfter()
    {
        List<OutageRun> runs = [];
        for (int i = 0; i < Repeats; i++)
        {
            await using RedisServer server = await RedisServer.StartAsync(); // A new one: the last one's answers are of another source.
            runs.Add(await OutageRun.MakeAsync(server, server.Kill, server.RestartAsync));
        }

        double[] hits = [.. runs.Select(run => run.FaultOfAll.Of("hit").Percentile(0.99) / run.Healthy.Of("hit").Percentile(0.99)).Order()];
        RunRow row = new RunRow("R1", $"Redis killed under 2,000 calls/s on 3 nodes, {Repeats} times")
            .Note("calls in the fault", runs.Sum(run => run.FaultOfAll.All.Total))
            .Note("healthy hit p99, lowest", runs.Min(run => run.Healthy.Of("hit").Percentile(0.99)), "ms")
            .Note("healthy hit p99, highest", runs.Max(run => run.Healthy.Of("hit").Percentile(0.99)), "ms")
            .Note("hit p99, highest", runs.Max(run => run.FaultOfAll.Of("hit").Percentile(0.99)), "ms")
            .Note("healthy miss overhead p99", runs.Max(run => run.Healthy.MissOverhead.Percentile(0.99)), "ms")
            .Note("regressions", runs.Sum(run => run.FaultOfAll.Regressions.Length + run.After.Regressions.Length))
            .None("exceptions", [.. runs.SelectMany(run => run.Exceptions)])
            .None("wrong answers", [.. runs.SelectMany(run => run.Wrong)])
            .Note("hit p99 / healthy, lowest", hits[0])
            .AtMost("hit p99 / healthy, median", hits[Repeats / 2], 2)
            .Note("hit p99 / healthy, highest", hits[^1])
            .Note("miss overhead p99", runs.Max(run => run.FaultOfAll.MissOverhead.Percentile(0.99)), "ms")
            .AtMost("miss overhead p95", runs.Max(run => run.FaultOfAll.MissOverhead.Percentile(0.95)), MissCostMilliseconds, "ms")
            .AtMost("back after", runs.Max(run => run.Back.TotalSeconds), 1, "s")
            .AtMost("equal after", runs.Max(run => run.Equal.TotalSeconds), 5, "s")
            .AtLeast("misses in the fault", runs.Min(run => run.FaultOfAll.MissOverhead.Total), 10);
        runs.ForEach(run => row.HoldOutageGrowth(run));
        row.Conclude();
    }
}
