namespace Interception.Storage.Shared;

/// <summary>What can be done with one entry of the shared store, each step atomic. The store's clock rules.</summary>
/// <remarks>
/// Thread-safe. Any of them may throw, and may take as long as the store does: whoever calls bounds the wait and absorbs what is
/// thrown. Where a command can block, its answer is there when the call returns, so that a synchronous caller never waits on a task.
/// </remarks>
internal interface IEntryCommands
{
    /// <summary>Reads what stands under a name; empty for nothing. No script, one round trip.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="blocking">Whether the calling thread waits for the store itself.</param>
    ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking);

    /// <summary>Reads no more than the header of what stands under a name; empty for nothing.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name);

    /// <summary>Asks for the right to run a method.</summary>
    ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking);

    /// <summary>Offers an answer; the other nodes are told if it is accepted.</summary>
    ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request);

    /// <summary>Says that a run found the answer right. Nobody is told.</summary>
    ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request);

    /// <summary>Says that a run failed: nobody gets the lease for a while. With no pause the lease is given back.</summary>
    ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause);

    /// <summary>Puts a tombstone in the entry's place, which also fences the runs in flight on all nodes; they are told.</summary>
    /// <returns>The tombstone's version.</returns>
    ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive);
}
