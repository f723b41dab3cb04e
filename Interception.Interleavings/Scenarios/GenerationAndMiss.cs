using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>The whole method is invalidated on one node while runs after misses are in flight on both.</summary>
internal static class GenerationAndMiss
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        int least = 0;
        await cluster.PassTimeWhileAsync(Together.RunAsync(
            () => a.GetAsync(),
            () => b.GetAsync(),
            async () =>
            {
                least = cluster.Origin.Change();
                await a.InvalidateMethodAsync();
                await a.CallAsync(times: 1, least);
            }));
        await cluster.SettleAsync();
        await cluster.ExpectAtLeastAsync(least);
        await cluster.ExpectNewestAsync();
    }
}
