using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

/// <summary>Two nodes on a server of their own whose entries are damaged round by round.</summary>
/// <remarks>Both keep next to nothing in memory: every call reads an entry from the store.</remarks>
internal sealed class MutationPair : IAsyncDisposable
{
    /// <summary>Numbers per round: each makes an entry for every method of the shapes.</summary>
    private const int Numbers = 60;

    private readonly RedisServer _server;
    private readonly Mutator _mutator;
    private readonly Rig _rig = new();

    private MutationPair(RedisServer server, int seed)
    {
        _server = server;
        _mutator = new Mutator(seed);
    }

    /// <summary>Starts the server and the nodes.</summary>
    public static async Task<MutationPair> StartAsync(int seed)
    {
        var pair = new MutationPair(await RedisServer.StartAsync(), seed);
        try
        {
            await pair._rig.AddNodesAsync(2, new NodeConfiguration
            {
                Redis = pair._server.Configuration, MaxEntries = 1, CheckIntervalMilliseconds = 600_000,
                TimeoutMilliseconds = 5_000,
            });
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Lets one node fill the store, damages everything in it, lets the other read it all, and then the first one again; round by
    /// round until the tally is full.
    /// </summary>
    public async Task<MutationReport> RunAsync(Tally mutated)
    {
        List<ShapesReport> damaged = [];
        List<ShapesReport> healed = [];
        for (int round = 0; !mutated.IsFull; round++)
        {
            var plan = new ShapesPlan(round * Numbers, Numbers, "R7");
            await _rig.Nodes[0].ShapesAsync(plan);
            mutated.Add(MutateAll());
            damaged.Add(await _rig.Nodes[1].ShapesAsync(plan));
            healed.Add(await _rig.Nodes[0].ShapesAsync(plan));
            Flush();
        }

        return new MutationReport(damaged, healed, _rig.Nodes.Count(node => !node.IsRunning));
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    private int MutateAll()
    {
        using RespConnection connection = _server.Connect();
        var entries = new StoredEntries(connection);
        IReadOnlyDictionary<string, byte[]> answers = entries.Answers();
        entries.ReplaceAll(answers.Select(answer => (answer.Key, _mutator.Mutate(answer.Value))));
        return answers.Count;
    }

    private void Flush()
    {
        using RespConnection connection = _server.Connect();
        connection.Ask("FLUSHALL");
    }
}
