using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>A node reads the store for a call while what it reads is replaced, invalidated, and announced.</summary>
internal static class MessageAndRead
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await a.GetAsync();
        await cluster.SettleAsync();
        cluster.Origin.Change();
        await Together.RunAsync(
            () => a.CheckAsync(isDemanded: true),
            () => b.GetAsync());
        await cluster.SettleAsync();
        cluster.ExpectAgreement();
        await cluster.ExpectNewestAsync();
    }
}
