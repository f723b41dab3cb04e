using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class FrozenRedisTests
{
    /// <summary>A caller is slow when it waits this much longer than the method takes.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    [Test, Property("Row", "R2"), Property("Failure", "X3"), Property("Failure", "X4")]
    public async Task Nodes_RedisFrozenUnderLoad_SlowDownFewCallers()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        OutageRun run = await OutageRun.MakeAsync(server, server.Freeze, () =>
        {
            server.Thaw();
            return Task.CompletedTask;
        });

        double slow = (OutageRun.MethodTime + Slow).TotalMilliseconds;
        WindowReport fault = run.FaultOfAll;
        new RunRow("R2", "Redis frozen (SIGSTOP) under 2,000 calls/s on 3 nodes")
            .Note("calls in the fault", fault.All.Total)
            .Note("healthy slow callers", run.Healthy.All.CountOver(slow))
            .Note("miss overhead p50", fault.MissOverhead.Percentile(0.5), "ms")
            .Note("miss overhead p99", fault.MissOverhead.Percentile(0.99), "ms")
            .Note("back after", run.Back.TotalSeconds, "s")
            .Note("equal after", run.Equal.TotalSeconds, "s")
            .None("exceptions", run.Exceptions)
            .None("wrong answers", run.Wrong)
            .AtMost("slow callers of any node", run.Fault.Max(window => window.All.CountOver(slow)), 10)
            .AtMost("slowest caller", fault.All.MaxMilliseconds, 250, "ms")
            .AtLeast("misses in the fault", fault.MissOverhead.Total, 10)
            .HoldOutageGrowth(run)
            .Conclude();
    }
}
