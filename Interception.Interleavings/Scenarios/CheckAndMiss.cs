using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>One node checks its answer while the other, which has none, is called.</summary>
internal static class CheckAndMiss
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await a.GetAsync();
        await cluster.SettleAsync();
        b.Source.MustRunAlone = true;
        await Together.RunAsync(
            () => a.CheckAsync(),
            () => b.CallAsync(times: 2),
            cluster.Origin.ChangeAsync);
        await cluster.SettleAsync();
        cluster.ExpectAgreement();
        await cluster.ExpectNewestAsync();
    }
}
