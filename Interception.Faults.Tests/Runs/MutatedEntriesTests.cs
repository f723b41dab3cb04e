using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class MutatedEntriesTests
{
    /// <summary>Numbers per round: each makes an entry for every method of the shapes.</summary>
    private const int Numbers = 60;

    /// <remarks>
    /// A node that keeps next to nothing in memory reads every entry from the store, damaged; another one reads them all again,
    /// and finds them put right.
    /// </remarks>
    [Test, Property("Row", "R7")]
    public async Task Nodes_EntriesMutated_ServeNothingWrongAndPutThemRight()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        var forgetful = new NodeConfiguration
            { Redis = server.Configuration, MaxEntries = 1, CheckIntervalMilliseconds = 600_000 };
        await rig.AddNodesAsync(2, forgetful);
        var mutator = new Mutator(seed: 7);
        int mutated = 0;
        List<ShapesReport> damaged = [];
        List<ShapesReport> healed = [];

        for (int round = 0; mutated < RunSize.Current.MutatedEntries; round++)
        {
            var plan = new ShapesPlan(round * Numbers, Numbers, "R7");
            await rig.Nodes[0].ShapesAsync(plan);
            mutated += MutateAll(server, mutator);
            damaged.Add(await rig.Nodes[1].ShapesAsync(plan));
            healed.Add(await rig.Nodes[0].ShapesAsync(plan));
            Flush(server);
        }

        new RunRow("R7", $"mutated live entries of {ShapeMethods.Names.Count} result types")
            .AtLeast("mutated entries", mutated, RunSize.Current.MutatedEntries)
            .AtLeast("runs that damage caused", damaged.Sum(report => report.Runs), mutated / 2)
            .AtMost("crashes", rig.Nodes.Count(node => !node.IsRunning), 0)
            .None("exceptions", [.. damaged.Concat(healed).SelectMany(report => report.Exceptions)])
            .None("wrong answers", [.. damaged.Concat(healed).SelectMany(report => report.Wrong)])
            .AtMost("entries not put right", healed.Sum(report => report.Runs), 0)
            .Conclude();
    }

    private static int MutateAll(RedisServer server, Mutator mutator)
    {
        using RespConnection connection = server.Connect();
        var entries = new StoredEntries(connection);
        IReadOnlyList<string> names = entries.Answers();
        foreach (string name in names)
        {
            entries.Replace(name, mutator.Mutate(entries.Get(name)!));
        }

        return names.Count;
    }

    private static void Flush(RedisServer server)
    {
        using RespConnection connection = server.Connect();
        connection.Ask("FLUSHALL");
    }
}
