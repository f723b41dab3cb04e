using Interception.Interleavings.Nodes;
using Microsoft.Coyote.Specifications;

namespace Interception.Interleavings.Scenarios;

/// <summary>The settings of a method change, and its table is closed, while a run is in flight.</summary>
internal static class PolicyAndFlight
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await cluster.PassTimeWhileAsync(Together.RunAsync( // Nobody tells B when A's run comes to nothing: it looks again after a while.
            () => a.CallAsync(times: 2),
            () => b.GetAsync(),
            () => Task.Run(() => a.Method.Follow(Blueprint.Policy with { Check = CheckMode.Off })),
            () => Task.Run(() => a.Method.Table.Close())));
        await cluster.SettleAsync();
        Specification.Assert(!a.Method.Table.Entries.Any(), "A closed table holds an entry.");
        Specification.Assert(b.Held is null || b.Held == cluster.Stored, "A node holds {0}, the store {1}.", b.Held, cluster.Stored);
    }
}
