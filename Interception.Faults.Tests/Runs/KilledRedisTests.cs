using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class KilledRedisTests
{
    private const double MissCostMilliseconds = 5;

    /// <remarks>
    /// What a miss costs is held at its 95th percentile: three nodes, the source and the rig share the machine's cores, and now
    /// and then a call waits for one of them, with and without the fault. The 99th stands beside it, healthy and in the fault.
    /// </remarks>
    [Test, Property("Row", "R1")]
    public async Task Nodes_RedisKilledUnderLoad_ServeOnAndAgreeSoonAfter()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        OutageRun run = await OutageRun.MakeAsync(server, server.Kill, server.RestartAsync);

        WindowReport fault = run.FaultOfAll;
        double healthyHit = run.Healthy.Of("hit").Percentile(0.99);
        new RunRow("R1", "Redis killed under 2,000 calls/s on 3 nodes")
            .Note("calls in the fault", fault.All.Total)
            .Note("healthy hit p99", healthyHit, "ms")
            .Note("healthy miss overhead p50", run.Healthy.MissOverhead.Percentile(0.5), "ms")
            .Note("healthy miss overhead p99", run.Healthy.MissOverhead.Percentile(0.99), "ms")
            .Note("miss overhead p50", fault.MissOverhead.Percentile(0.5), "ms")
            .Note("regressions", fault.Regressions.Length + run.After.Regressions.Length)
            .None("exceptions", run.Exceptions)
            .None("wrong answers", run.Wrong)
            .AtMost("hit p99", fault.Of("hit").Percentile(0.99), 2 * healthyHit, "ms")
            .Note("miss overhead p99", fault.MissOverhead.Percentile(0.99), "ms")
            .AtMost("miss overhead p95", fault.MissOverhead.Percentile(0.95), MissCostMilliseconds, "ms")
            .AtMost("back after", run.Back.TotalSeconds, 1, "s")
            .AtMost("equal after", run.Equal.TotalSeconds, 5, "s")
            .AtLeast("misses in the fault", fault.MissOverhead.Total, 10)
            .HoldOutageGrowth(run)
            .Conclude();
    }
}
