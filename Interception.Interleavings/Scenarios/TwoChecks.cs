using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>Two nodes check the same answer while the source changes under them.</summary>
internal static class TwoChecks
{
    public static Task RunAsync() => RunAsync(new Cluster());

    /// <summary>The same over a store that overwrites whatever differs: if this holds, the checker sees nothing.</summary>
    public static Task RunBrokenAsync() => RunAsync(new Cluster(isBroken: true));

    private static async Task RunAsync(Cluster cluster)
    {
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.WarmAsync();
        cluster.Origin.Change();
        await Together.RunAsync(
            () => a.CheckAsync(isDemanded: true),
            () => b.CheckAsync(isDemanded: true),
            cluster.Origin.ChangeAsync);
        await cluster.ExpectNewestAsync();
    }
}
