using Interception.Interleavings.Nodes;
using Microsoft.Coyote.Specifications;

namespace Interception.Interleavings.Scenarios;

/// <summary>Two callers of one node miss together while the call is invalidated.</summary>
internal static class MissesAndInvalidation
{
    /// <summary>One for each look that may fence the run in flight: before the store is told, and after; and one that nobody fences.</summary>
    private const int MostRuns = 3;

    public static async Task RunAsync()
    {
        var cluster = new Cluster(count: 1);
        Node node = cluster.Nodes[0];
        int least = 0;
        await cluster.PassTimeWhileAsync(Together.RunAsync(
            () => node.GetAsync(),
            () => node.CallAsync(times: 2),
            async () =>
            {
                least = cluster.Origin.Change();
                await node.InvalidateAsync();
                await node.CallAsync(times: 1, least);
            }));
        Specification.Assert(node.Source.Runs <= MostRuns, "The method ran {0} times.", node.Source.Runs);
        await cluster.SettleAsync();
        await cluster.ExpectAtLeastAsync(least);
        await cluster.ExpectNewestAsync();
    }
}
