using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class CallsPerIntervalTests
{
    private const int Keys = 20;

    /// <summary>Over all nodes, however many: a check comes with the first hit after it is due, so more hits would mean earlier checks.</summary>
    private const int CallsPerSecond = 1_200;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    [Test, Property("Row", "F6")]
    public async Task Nodes_MoreOfThem_CallTheMethodNoMoreOften()
    {
        var perInterval = new Dictionary<int, double>();
        List<string> wrong = [];
        foreach (int nodes in (int[])[1, 2, 4, 8])
        {
            await using RedisServer server = await RedisServer.StartAsync();
            await using var rig = new Rig();
            await rig.AddNodesAsync(nodes, new NodeConfiguration
            {
                Redis = server.Configuration, CheckIntervalMilliseconds = (int)Interval.TotalMilliseconds,
            });
            await rig.LoadAsync(new LoadPlan(CallsPerSecond, Keys, Zipf: 0));
            await Task.Delay(RunSize.Current.WarmUp);
            long from = Stopwatch.GetTimestamp();
            await Task.Delay(Interval * RunSize.Current.Intervals);
            long to = Stopwatch.GetTimestamp();
            await rig.HaltAsync();
            perInterval[nodes] = CallSpacing.PerInterval(rig.History, Enumerable.Range(0, Keys), from, to, Interval);
            wrong.AddRange(await rig.FindWrongAsync());
        }

        new RunRow("F6", "calls to the method per key and check interval, by number of nodes")
            .AtLeast("1 node", perInterval[1], 0.5)
            .AtMost("2 nodes", perInterval[2], 1.1 * perInterval[1])
            .AtMost("4 nodes", perInterval[4], 1.1 * perInterval[1])
            .AtMost("8 nodes", perInterval[8], 1.1 * perInterval[1])
            .None("wrong answers", wrong)
            .Conclude();
    }
}
