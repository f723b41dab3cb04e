using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class RisingVersionsTests
{
    private const int Keys = 20;
    private const int ChangesPerKeyAndSecond = 10;

    /// <summary>
    /// On each node too the answers go forward, as long as the lease keeps runs apart. A command that is not answered in time, on a machine that is busy enough, leaves its node without: two runs
    /// of one key at once, of which nobody can tell which has seen more.
    /// </summary>
    [Test, Property("Row", "R13"), Property("Failure", "P11")]
    public async Task Nodes_SourceChangesAllTheTime_VersionsNeverDecrease()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        await rig.AddNodesAsync(3, new NodeConfiguration { Redis = server.Configuration, CheckIntervalMilliseconds = 50 });
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 1_500, Keys, Zipf: 0));
        var watch = new VersionWatch();
        using RespConnection connection = server.Connect();
        var entries = new StoredEntries(connection);
        long start = Stopwatch.GetTimestamp();
        await using (new SourceChanges(rig.History, Keys, Keys * ChangesPerKeyAndSecond))
        {
            while (Stopwatch.GetElapsedTime(start) < RunSize.Current.RisingVersions)
            {
                watch.Look(entries);
            }
        }

        await rig.HaltAsync();
        WindowReport window = await rig.MarkAsync();
        long unanswered = (await rig.StatsAsync()).Sum(node => node.Counters.GetValueOrDefault("interception.store.errors"));
        new RunRow("R13", "3 nodes, a source that changes 10 x/s per key: versions in Redis never decrease")
            .Note("versions read", watch.Reads)
            .AtLeast("increases seen", watch.Increases, Keys * RunSize.Current.RisingVersions.TotalSeconds)
            .None("decreases", watch.Decreased)
            .Note("commands without an answer in time", unanswered)
            .AtMost("answers that went back on a node", window.Regressions.Distinct().Count(), unanswered)
            .None("exceptions", window.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();
    }
}
