using Interception.Interleavings.Nodes;

namespace Interception.Interleavings.Scenarios;

/// <summary>Callers wait for checks of what is likely stale, with hardly any room in the queue, while the source changes.</summary>
internal static class WaitsAndChecks
{
    /// <summary>No time passes, so nobody's wait ends but by a check, or by a queue that drops it.</summary>
    public static async Task RunAsync()
    {
        var cluster = new Cluster(queueCapacity: 1);
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.WarmAsync();
        await Together.RunAsync(
            () => a.CallWaitingAsync(times: 2),
            () => a.CallWaitingAsync(times: 2),
            () => b.CallWaitingAsync(times: 1),
            cluster.Origin.ChangeAsync);
        await cluster.SettleAsync();
        await cluster.ExpectNewestAsync();
    }

    /// <summary>The call is invalidated meanwhile, so that what is waited for goes.</summary>
    public static async Task RunWithInvalidationAsync()
    {
        var cluster = new Cluster(queueCapacity: 1);
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.WarmAsync();
        int least = 0;
        await cluster.PassTimeWhileAsync(Together.RunAsync(
            () => a.CallWaitingAsync(times: 2),
            () => b.CallWaitingAsync(times: 2),
            async () =>
            {
                least = cluster.Origin.Change();
                await a.InvalidateAsync();
                await a.CallWaitingAsync(times: 1, least);
            }));
        await cluster.SettleAsync();
        await cluster.ExpectAtLeastAsync(least);
        await cluster.ExpectNewestAsync();
    }
}
