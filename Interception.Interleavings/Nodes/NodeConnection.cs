using Interception.Storage.Shared;

namespace Interception.Interleavings.Nodes;

/// <summary>One node's way to the store of a <see cref="Cluster"/>.</summary>
internal sealed class NodeConnection(Cluster cluster, IEntryCommands entries, ulong origin) : IStoreConnection
{
    public bool IsConnected => true;

    public bool CanBlock => false;

    public bool BoundsItsWaits => false;

    public IEntryCommands Entries => entries;

    public ValueTask OpenAsync(IStoreListener listener) => ValueTask.CompletedTask;

    public ValueTask<long> ReadClockAsync() => ValueTask.FromResult(cluster.Shelf.NowMicroseconds);

    public ValueTask<IReadOnlyDictionary<string, long>> ReadGenerationsAsync() => ValueTask.FromResult(cluster.Generations.Read());

    public ValueTask<long> RaiseGenerationAsync(string field, long known)
    {
        long generation = cluster.Generations.Raise(field, Math.Max(cluster.Shelf.NowMicroseconds, known + 1));
        cluster.Shelf.Publish(BusMessage.OfGeneration(origin, generation, field).Write());
        return ValueTask.FromResult(generation);
    }

    public ValueTask<long> RestoreGenerationAsync(string field, long known) => ValueTask.FromResult(cluster.Generations.Restore(field, known));

    public ValueTask ResetAsync() => ValueTask.CompletedTask;

    public bool IsRefusal(Exception exception) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
