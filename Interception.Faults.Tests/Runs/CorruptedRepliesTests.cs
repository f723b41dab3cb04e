using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Proxy;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class CorruptedRepliesTests
{
    private const double ByteChance = 0.001;

    private static readonly ShapesPlan Plan = new(From: 0, Count: 20, "R9");

    /// <remarks>The node keeps next to nothing in memory, so that every call reads a reply; a flipped or lost byte may also shift all that follow.</remarks>
    [Test, Property("Row", "R9")]
    public async Task Node_RepliesCorrupted_ServesNothingWrong()
    {
        await using ProxiedNodes proxied = await ProxiedNodes.StartAsync(
            1, seed: 9, new NodeConfiguration { MaxEntries = 1, CheckIntervalMilliseconds = 600_000 });
        NodeProcess node = proxied.Rig.Nodes[0];
        FaultProxy proxy = proxied.Proxies[0];
        await node.ShapesAsync(Plan);
        List<ShapesReport> reports = [];
        long start = Stopwatch.GetTimestamp();

        while (proxy.Corrupted < RunSize.Current.CorruptedReplies && Stopwatch.GetElapsedTime(start) < RunSize.Current.CorruptionLimit)
        {
            proxy.ToClient = reports.Count % 2 == 0
                ? new DirectionFault { FlipChance = ByteChance }
                : new DirectionFault { FlipChance = ByteChance, DropChance = ByteChance / 10 };
            reports.Add(await node.ShapesAsync(Plan));
        }

        new RunRow("R9", "corrupted reply streams")
            .AtLeast("corrupted bytes", proxy.Corrupted, RunSize.Current.CorruptedReplies)
            .Note("connections", proxy.Accepted)
            .Note("calls", reports.Sum(report => report.Calls))
            .Note("runs", reports.Sum(report => report.Runs))
            .AtMost("crashes", node.IsRunning ? 0 : 1, 0)
            .None("exceptions", [.. reports.SelectMany(report => report.Exceptions)])
            .None("wrong answers", [.. reports.SelectMany(report => report.Wrong)])
            .Conclude();
    }
}
