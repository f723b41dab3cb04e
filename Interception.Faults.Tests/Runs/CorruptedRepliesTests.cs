using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class CorruptedRepliesTests
{
    /// <summary>
    /// A node mostly waits for its connection to come back. On two cores one corrupts 21 bytes a second, eight corrupt 200, with a
    /// core and a half.
    /// </summary>
    private const int NodeCount = 8;

    private const int FirstSeed = 9;

    /// <remarks>
    /// The nodes share a server and nothing else: each has an application, a proxy, seeded dice and a loop of its own. A lost
    /// byte, or a flipped one in a length, also shifts all replies that follow, and sooner or later breaks the connection: after
    /// each round the node has to find back to serving from the store.
    /// </remarks>
    [Test, Property("Row", "R9"), Property("Failure", "X24")]
    public async Task Nodes_RepliesCorrupted_ServeNothingWrong()
    {
        await using ProxiedNodes proxied = await ProxiedNodes.StartAsync(NodeCount, FirstSeed, index => new NodeConfiguration
        {
            Application = $"rig{index}", MaxEntries = 1, CheckIntervalMilliseconds = 600_000,
        });
        CorruptedNode[] nodes =
        [
            .. proxied.Rig.Nodes.Select((node, index) => new CorruptedNode(node, proxied.Proxies[index], proxied.Server, "R9")),
        ];
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(nodes.Select(node => node.RunAsync(
            () => Corrupted() >= RunSize.Current.CorruptedReplies
                || Stopwatch.GetElapsedTime(start) > RunSize.Current.CorruptionLimit)));

        ShapesReport[] corrupted = [.. nodes.SelectMany(node => node.Corrupted)];
        ShapesReport[] all = [.. corrupted, .. nodes.SelectMany(node => node.Clean)];
        new RunRow("R9", $"corrupted reply streams of {NodeCount} nodes")
            .AtLeast("corrupted bytes", Corrupted(), RunSize.Current.CorruptedReplies)
            .Note("connections", proxied.Proxies.Sum(proxy => proxy.Accepted))
            .Note("calls while corrupting", corrupted.Sum(report => report.Calls))
            .Note("of which ran the method", corrupted.Sum(report => report.Runs))
            .Note("slowest recovery", nodes.SelectMany(node => node.Recoveries).DefaultIfEmpty(Timeout.InfiniteTimeSpan).Max().TotalSeconds, "s")
            .None($"no recovery within {CorruptedNode.RecoveryLimit.TotalSeconds} s", [.. nodes.SelectMany(node => node.Stuck)])
            .AtMost("crashes", nodes.Count(node => !node.IsRunning), 0)
            .None("exceptions", [.. all.SelectMany(report => report.Exceptions)])
            .None("wrong answers", [.. all.SelectMany(report => report.Wrong)])
            .Conclude();

        long Corrupted() => proxied.Proxies.Sum(proxy => proxy.Corrupted);
    }
}
