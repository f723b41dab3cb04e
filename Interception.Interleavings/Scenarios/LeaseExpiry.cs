using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>By the store's clock the lease of one node's run ends before the run does, so that another node runs, too.</summary>
internal static class LeaseExpiry
{
    private static readonly TimeSpan LongerThanLease = TimeSpan.FromHours(2);

    /// <summary>Both nodes check.</summary>
    public static async Task RunChecksAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.WarmAsync();
        await Together.RunAsync(
            () => a.CheckAsync(),
            async () =>
            {
                cluster.StoreTime.Advance(LongerThanLease);
                cluster.Origin.Change();
                await b.CheckAsync();
            });
        await cluster.SettleAsync();
        cluster.ExpectAgreement();
        await cluster.ExpectNewestAsync();
    }

    /// <summary>Neither has an answer.</summary>
    public static async Task RunMissesAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await Together.RunAsync(
            () => a.CallAsync(times: 2),
            async () =>
            {
                cluster.StoreTime.Advance(LongerThanLease);
                cluster.Origin.Change();
                await b.CallAsync(times: 2);
            });
        await cluster.SettleAsync();
        cluster.ExpectAgreement();
        await cluster.ExpectNewestAsync();
    }
}
