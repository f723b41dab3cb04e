using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>A call is invalidated on one node while the other checks its answer and is called.</summary>
internal static class CheckAndInvalidation
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.WarmAsync();
        int least = 0;
        await cluster.PassTimeWhileAsync(Together.RunAsync(
            () => b.CheckAsync(),
            () => b.CallAsync(times: 2),
            async () =>
            {
                least = cluster.Origin.Change();
                await a.InvalidateAsync();
                await a.CallAsync(times: 1, least);
            }));
        await cluster.SettleAsync();
        await cluster.ExpectAtLeastAsync(least);
        await cluster.ExpectNewestAsync();
    }
}
