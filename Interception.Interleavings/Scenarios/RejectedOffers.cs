using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>Three nodes run the method at once; whose run began earlier and ends later is rejected, and takes over what stands there.</summary>
internal static class RejectedOffers
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster(count: 3);
        await cluster.WarmAsync();
        cluster.Origin.Change();
        await Together.RunAsync(
            () => cluster.Nodes[0].CheckAsync(isDemanded: true),
            () => cluster.Nodes[1].CheckAsync(isDemanded: true),
            () => cluster.Nodes[2].CheckAsync(isDemanded: true),
            cluster.Origin.ChangeAsync);
        await cluster.SettleAsync();
        cluster.ExpectAgreement();
        await cluster.ExpectNewestAsync();
    }
}
