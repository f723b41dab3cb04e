using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Proxy;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class CorruptedRepliesTests
{
    private const double FlipChance = 0.001;
    private const double DropChance = 0.000_05;

    private static readonly ShapesPlan Plan = new(From: 0, Count: 20, "R9");

    /// <summary>
    /// That of R5: a stream that a flipped length has garbled is no more to recover from than a dead one. A node that does not
    /// find back by itself is helped by a reset, so that the run goes on.
    /// </summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    /// <remarks>
    /// The node keeps next to nothing in memory, so that every call reads a reply. A lost byte, or a flipped one in a length,
    /// also shifts all replies that follow, and sooner or later breaks the connection: after each round the node has to find back
    /// to serving from the store.
    /// </remarks>
    [Test, Property("Row", "R9")]
    public async Task Node_RepliesCorrupted_ServesNothingWrong()
    {
        await using ProxiedNodes proxied = await ProxiedNodes.StartAsync(
            1, seed: 9, new NodeConfiguration { MaxEntries = 1, CheckIntervalMilliseconds = 600_000 });
        NodeProcess node = proxied.Rig.Nodes[0];
        FaultProxy proxy = proxied.Proxies[0];
        List<ShapesReport> corrupted = [];
        List<ShapesReport> clean = [];
        List<double> recoveries = [];
        List<string> stuck = [];
        long start = Stopwatch.GetTimestamp();
        while (proxy.Corrupted < RunSize.Current.CorruptedReplies
            && Stopwatch.GetElapsedTime(start) < RunSize.Current.CorruptionLimit)
        {
            TimeSpan? recovered = await Deadline.WithinAsync(RecoveryLimit, async () =>
            {
                clean.Add(await node.ShapesAsync(Plan));
                return clean[^1].Runs == 0;
            });
            if (recovered is { } time)
            {
                recoveries.Add(time.TotalSeconds);
            }
            else
            {
                stuck.Add(await DescribeAsync(proxied, clean[^1]));
                proxy.Reset();
                continue;
            }

            proxy.ToClient = new DirectionFault { FlipChance = FlipChance, DropChance = corrupted.Count % 2 * DropChance };
            corrupted.Add(await node.ShapesAsync(Plan));
            proxy.ToClient = DirectionFault.None;
        }

        ShapesReport[] all = [.. corrupted, .. clean];
        new RunRow("R9", "corrupted reply streams")
            .AtLeast("corrupted bytes", proxy.Corrupted, RunSize.Current.CorruptedReplies)
            .Note("connections", proxy.Accepted)
            .Note("calls while corrupting", corrupted.Sum(report => report.Calls))
            .Note("of which ran the method", corrupted.Sum(report => report.Runs))
            .Note("slowest recovery", recoveries.Max(), "s")
            .None($"no recovery within {RecoveryLimit.TotalSeconds} s", stuck)
            .AtMost("crashes", node.IsRunning ? 0 : 1, 0)
            .None("exceptions", [.. all.SelectMany(report => report.Exceptions)])
            .None("wrong answers", [.. all.SelectMany(report => report.Wrong)])
            .Conclude();
    }

    private static async Task<string> DescribeAsync(ProxiedNodes proxied, ShapesReport last)
    {
        using RespConnection connection = proxied.Server.Connect();
        var entries = new StoredEntries(connection);
        string[] logged = (await proxied.Rig.Nodes[0].StatsAsync()).LastLogLines;
        return $"{last.Runs} of {last.Calls} calls ran the method; the store has {entries.Answers().Count} answers and "
            + $"{entries.Leases().Count} leases; logged last: {logged.LastOrDefault()}";
    }
}
