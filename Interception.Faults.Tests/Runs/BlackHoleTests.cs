using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Proxy;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class BlackHoleTests
{
    private const int Keys = 100;

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    /// <remarks>
    /// The connections that lived through the black hole stay dead after it: the nodes must notice and open new ones.
    /// </remarks>
    [Test, Property("Row", "R5"), Property("Failure", "X23")]
    public async Task Nodes_RedisBlackHoled_RecoverAfterHeal()
    {
        await using ProxiedNodes proxied = await ProxiedNodes.StartAsync(3, seed: 5, new NodeConfiguration());
        Rig rig = proxied.Rig;
        rig.Source.Delay = OutageRun.MethodTime;
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 600, Keys, ColdCallsPerSecond: 30));
        await rig.JoinAsync();
        await rig.MeasureAsync(RunSize.Current.WarmUp);

        foreach (FaultProxy proxy in proxied.Proxies)
        {
            proxy.BlackHole();
        }

        WindowReport fault = await rig.MeasureAsync(RunSize.Current.Outage);
        bool isSharedInside = await rig.IsSharedAsync();
        proxied.HealAll();
        TimeSpan recovered = await Deadline.UntilAsync("the nodes share their answers again", RecoveryLimit, rig.IsSharedAsync);
        await rig.HaltAsync();
        WindowReport after = await rig.MarkAsync();

        new RunRow("R5", "black-holed TCP: recovered after heal")
            .Note("slowest caller", fault.All.MaxMilliseconds, "ms")
            .Note("miss overhead p99", fault.MissOverhead.Percentile(0.99), "ms")
            .AtMost("shared inside the black hole", isSharedInside ? 1 : 0, 0)
            .AtMost("recovered after", recovered.TotalSeconds, 10, "s")
            .None("exceptions", [.. fault.Exceptions, .. after.Exceptions])
            .None("wrong answers", await rig.FindWrongAsync())
            .Conclude();
    }
}
