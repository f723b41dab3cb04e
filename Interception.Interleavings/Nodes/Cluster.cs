using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;

namespace Interception.Interleavings.Nodes;

/// <summary>Several nodes of one application with the store between them.</summary>
internal sealed class Cluster
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly StoreWatch _watch;
    private volatile bool _isCut;

    /// <param name="count">How many nodes.</param>
    /// <param name="isBroken">Whether the store overwrites whatever differs.</param>
    /// <param name="queueCapacity">How many checks that hits ask for may wait; 0 for none, so that only the scenario itself checks.</param>
    public Cluster(int count = 2, bool isBroken = false, int queueCapacity = 0)
    {
        Shelf = new MemoryCommands.Shelf(StoreTime);
        Shelf.Published += Bus.Publish;
        _watch = new StoreWatch(Shelf);
        Nodes = [.. Enumerable.Range(1, count).Select(i => NewNode((ulong)i, isBroken, queueCapacity))];
    }

    /// <summary>The store's own clock.</summary>
    public ScenarioTime StoreTime { get; } = new();

    public MemoryCommands.Shelf Shelf { get; }

    public StoredGenerations Generations { get; } = new();

    public Bus Bus { get; } = new();

    public Origin Origin { get; } = new();

    public Node[] Nodes { get; }

    /// <summary>What stands in the store for the one call that all scenarios make; null for no answer.</summary>
    public int? Stored => Nodes[0].FindStored(Shelf.Find(Nodes[0].Name));

    /// <summary>Lets every node have the answer of this moment.</summary>
    public async Task WarmAsync()
    {
        foreach (Node node in Nodes)
        {
            await node.GetAsync().ConfigureAwait(false);
            await SettleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets all clocks run while something happens that may have to look again after a while.</summary>
    public async Task PassTimeWhileAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            StoreTime.Advance(Step);
            Array.ForEach(Nodes, node => node.Time.Advance(Step));
            SchedulingPoint.Yield();
        }

        await work.ConfigureAwait(false);
    }

    /// <summary>Cuts a node off: it hears nothing, and knows it.</summary>
    public void Cut(Node node)
    {
        _isCut = true;
        Bus.Leave(node.Store);
        node.Store.Lose("cut");
    }

    /// <summary>Makes contact again.</summary>
    public async Task ReconnectAsync(Node node)
    {
        Bus.Join(node.Store);
        await node.ReconnectAsync().ConfigureAwait(false);
        _isCut = false;
    }

    /// <summary>Waits until all that was said has been heard, and all that was found is offered.</summary>
    public async Task SettleAsync()
    {
        Specification.Assert(Array.TrueForAll(Nodes, node => _isCut || node.Store.IsUsable), "A node takes a store that answers for one that is out.");
        do
        {
            await Bus.DrainAsync().ConfigureAwait(false);
            foreach (Node node in Nodes)
            {
                await node.WhenIdleAsync().ConfigureAwait(false);
                await node.Store.Writes.WhenIdleAsync().ConfigureAwait(false);
            }
        }
        while (!Bus.IsEmpty || Nodes.Any(node => node.Store.Writes.Pending > 0));
    }

    /// <summary>Once all has settled, no node holds anything but what stands in the store.</summary>
    public void ExpectAgreement()
    {
        foreach (Node node in Nodes)
        {
            Specification.Assert(node.Held is null || node.Held == Stored, "A node holds {0}, the store says {1}.", node.Held, Stored);
        }
    }

    /// <summary>Nobody holds, stores or serves what was invalidated.</summary>
    public async Task ExpectAtLeastAsync(int least)
    {
        Specification.Assert(Stored is null || Stored >= least, "The store says {0}, which was invalidated.", Stored);
        foreach (Node node in Nodes)
        {
            Specification.Assert(node.Held is null || node.Held >= least, "A node holds {0}, which was invalidated.", node.Held);
            await node.CallAsync(times: 1, least).ConfigureAwait(false);
        }
    }

    /// <summary>After one more check nobody holds, and nobody is served, anything but what the source says now.</summary>
    public async Task ExpectNewestAsync()
    {
        await SettleAsync().ConfigureAwait(false);
        await Nodes[0].GetAsync().ConfigureAwait(false);
        await Nodes[0].RefreshAsync().ConfigureAwait(false);
        await SettleAsync().ConfigureAwait(false);
        Specification.Assert(Stored == Origin.Number, "The store says {0}, the source {1}.", Stored, Origin.Number);
        foreach (Node node in Nodes)
        {
            Specification.Assert(node.Held is null || node.Held == Origin.Number, "A node holds {0}, the source says {1}.", node.Held, Origin.Number);
            int number = await node.GetAsync().ConfigureAwait(false);
            Specification.Assert(number == Origin.Number, "A node serves {0}, the source says {1}.", number, Origin.Number);
        }
    }

    private Node NewNode(ulong origin, bool isBroken, int queueCapacity)
    {
        IEntryCommands commands = new MemoryCommands(Shelf, origin);
        commands = isBroken ? new OverwritingCommands(commands, Shelf, origin) : commands;
        var node = new Node(Origin, origin, new NodeConnection(this, new WatchedCommands(commands, _watch), origin), queueCapacity);
        Bus.Join(node.Store);
        return node;
    }
}
