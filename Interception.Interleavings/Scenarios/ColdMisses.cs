using Interception.Interleavings.Nodes;
using Microsoft.Coyote.Specifications;

namespace Interception.Interleavings.Scenarios;

/// <summary>Two nodes that have nothing are called at once, one of them twice: while the lease holds, the method runs once.</summary>
internal static class ColdMisses
{
    public static async Task RunAsync()
    {
        var cluster = new Cluster();
        (Node a, Node b) = (cluster.Nodes[0], cluster.Nodes[1]);
        await Together.RunAsync(
            () => a.GetAsync(),
            () => a.GetAsync(),
            () => b.GetAsync());
        Specification.Assert(a.Source.Runs + b.Source.Runs == 1, "The method ran {0} times.", a.Source.Runs + b.Source.Runs);
        await cluster.SettleAsync();
        cluster.ExpectAgreement();
    }
}
