using Interception.Storage.Shared;
using Microsoft.Coyote.Runtime;

namespace Interception.Interleavings.Nodes;

/// <summary>Lets others come between a node and the store, before and after each command, and has each change looked at.</summary>
internal sealed class WatchedCommands(IEntryCommands commands, StoreWatch watch) : IEntryCommands
{
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking) => Send(name, () => commands.ReadAsync(name, blocking));

    public ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name) => Send(name, () => commands.ReadHeaderAsync(name));

    public ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking) =>
        Send(name, () => commands.AcquireAsync(name, request, blocking));

    public ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request) => Send(name, () => commands.CommitAsync(name, request));

    public ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request) => Send(name, () => commands.TouchAsync(name, request));

    public ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause) => Send(name, () => commands.BackOffAsync(name, token, pause));

    public ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive) => Send(name, () => commands.InvalidateAsync(name, timeToLive));

    private T Send<T>(EntryName name, Func<T> command)
    {
        SchedulingPoint.Interleave();
        T reply = command();
        watch.Look(name);
        SchedulingPoint.Interleave();
        return reply;
    }
}
