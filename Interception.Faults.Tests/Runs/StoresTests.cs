using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class StoresTests
{
    private const int Keys = 30;

    /// <summary>
    /// Long enough that an invalidation which arrives within <see cref="ToldLimit"/> was not just a check in time.
    /// </summary>
    private const int CheckIntervalMilliseconds = 1_500;

    private static readonly TimeSpan ToldLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(30);

    [TestCaseSource(typeof(StoreCase), nameof(StoreCase.All)), Property("Row", "R29")]
    [Property("Failure", "K19"), Property("Failure", "X8"), Property("Failure", "X9"), Property("Failure", "X27")]
    public async Task Nodes_OnStore_PassTheBasicSuite(StoreCase store)
    {
        await using IServers servers = await store.StartAsync();
        await using var rig = new Rig();
        await rig.AddNodesAsync(2, new NodeConfiguration
        {
            Redis = servers.Configuration, CheckIntervalMilliseconds = CheckIntervalMilliseconds,
        });

        TimeSpan? shared = await Deadline.WithinAsync(RecoveryLimit / 6, rig.IsSharedAsync);
        await rig.IsCurrentAsync(Keys);
        TimeSpan? told = await InvalidateAsync(rig);
        double propagated = await PropagateAsync(rig);
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 200, Keys, ColdCallsPerSecond: 20));
        await servers.FailAndRecoverAsync();
        TimeSpan? back = await Deadline.WithinAsync(RecoveryLimit, rig.IsSharedAsync);
        double equal = await PropagateAsync(rig);
        await rig.HaltAsync();
        WindowReport window = await rig.MarkAsync();
        NodeStats[] stats = await rig.StatsAsync();

        RunRow row = new RunRow("R29", $"the basic suite on {store.Name}")
            .AtMost("change at all nodes", propagated, 5, "s")
            .AtMost("change at all nodes after the failure", equal, 5, "s")
            .None("exceptions", window.Exceptions)
            .None("wrong answers", await rig.FindWrongAsync())
            .AtMost("shared after", Seconds(shared), 5, "s")
            .AtMost("invalidation at the other node", Seconds(told), ToldLimit.TotalSeconds, "s")
            .AtMost("shared again after the failure", Seconds(back), RecoveryLimit.TotalSeconds, "s");
        if (!store.HasScripts)
        {
            row.AtLeast("nodes that say so in the log", stats.Count(SaysSo), stats.Length);
        }

        row.Conclude();
    }

    private static double Seconds(TimeSpan? taken) => taken?.TotalSeconds ?? double.PositiveInfinity;

    private static bool SaysSo(NodeStats node) =>
        node.LastLogLines.Any(line => line.Contains("script", StringComparison.OrdinalIgnoreCase));

    /// <summary>Changes a key that both nodes have just checked, invalidates it at one, and waits for the other.</summary>
    private static async Task<TimeSpan?> InvalidateAsync(Rig rig)
    {
        const int key = 7_000;
        await rig.Nodes[0].ProbeAsync(key);
        await rig.Nodes[1].ProbeAsync(key);
        rig.History[key].Change();
        long start = Stopwatch.GetTimestamp();
        await rig.Nodes[0].InvalidateAsync(key);
        TimeSpan? told = await Deadline.WithinAsync(ToldLimit, async () => (await rig.Nodes[1].ProbeAsync(key))[0] == 2);
        return told is null ? null : Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Changes all keys and waits until all nodes serve them.</summary>
    private static async Task<double> PropagateAsync(Rig rig)
    {
        for (int key = 0; key < Keys; key++)
        {
            rig.History[key].Change();
        }

        TimeSpan? taken = await Deadline.WithinAsync(RecoveryLimit, () => rig.IsCurrentAsync(Keys));
        return Seconds(taken);
    }
}
