using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>A node that has heard nothing for a while comes back, and compares what it has while it is called and checks.</summary>
internal static class Reconnection
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.WarmAsync();
        cluster.Cut(b);
        int least = cluster.Origin.Change();
        await a.InvalidateAsync();
        await Together.RunAsync(
            () => a.CallAsync(times: 1, least),
            () => b.CheckAsync(),
            async () =>
            {
                await cluster.ReconnectAsync(b);
                await b.VerifyAsync();
            });
        await cluster.SettleAsync();
        await cluster.ExpectAtLeastAsync(least);
        await cluster.ExpectNewestAsync();
    }
}
