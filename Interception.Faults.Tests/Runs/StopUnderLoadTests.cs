using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

/// <summary>Nodes whose hosts are stopped while they are called, while misses wait for a slow method and more checks are due than can run.</summary>
[TestFixture, Category("Rig")]
internal sealed class StopUnderLoadTests
{
    private const int Keys = 2_000;

    private static readonly TimeSpan MethodTime = TimeSpan.FromSeconds(1);

    [Test, Property("Row", "R20")]
    public async Task Node_StoppedUnderFullLoad_EndsSoonAndQuietly()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        List<StopReport> stops = [];
        List<int> exitCodes = [];
        List<string> exceptions = [];
        List<long> refused = [];
        for (int stop = 0; stop < RunSize.Current.Stops; stop++)
        {
            rig.Source.Delay = TimeSpan.Zero;
            NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration { Redis = server.Configuration, Application = $"stop {stop}" });
            await node.ProbeAsync([.. Enumerable.Range(0, Keys)]);
            rig.Source.Delay = MethodTime;
            await node.LoadAsync(new LoadPlan(CallsPerSecond: 2_000, Keys, Zipf: 0, ColdCallsPerSecond: 60, ColdFrom: 1_000_000 * (stop + 1)));
            await Task.Delay(RunSize.Current.WarmUp + (stop * (MethodTime / RunSize.Current.Stops))); // Runs begin together: not always at the same moment of them.

            refused.Add((await node.StatsAsync()).Counters.GetValueOrDefault("interception.checks.refused/full"));
            stops.Add(await node.StopAsync());

            await node.HaltAsync();
            exceptions.AddRange((await node.MarkAsync()).Exceptions);
            exitCodes.Add(await node.EndAsync());
        }

        new RunRow("R20", $"a host stopped under 2,000 calls/s, a method of {MethodTime.TotalSeconds:0} s, {RunSize.Current.Stops} times")
            .Note("stopped after, median", stops.Select(one => one.Milliseconds).Order().ElementAt(stops.Count / 2), "ms")
            .AtLeast("checks refused before, fewest", refused.Min(), 100)
            .AtMost("stopped after, slowest", stops.Max(one => one.Milliseconds), 2_000, "ms")
            .None("exit codes that are not 0", [.. exitCodes.Where(code => code != 0).Select(code => $"{code}")])
            .None("errors logged", [.. stops.SelectMany(one => one.Errors)])
            .None("exceptions", exceptions)
            .Conclude();
    }
}
