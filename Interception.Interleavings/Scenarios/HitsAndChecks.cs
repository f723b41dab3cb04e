using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>Each hit of two nodes asks for a check through the queue, while the source changes.</summary>
internal static class HitsAndChecks
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster(queueCapacity: 4);
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await a.GetAsync();
        await cluster.SettleAsync();
        await Together.RunAsync(
            () => a.CallAsync(times: 2),
            () => b.CallAsync(times: 2),
            cluster.Origin.ChangeAsync);
        await cluster.SettleAsync();
        await cluster.ExpectNewestAsync();
    }
}
