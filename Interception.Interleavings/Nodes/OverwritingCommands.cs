using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Interleavings.Nodes;

/// <summary>A store with a broken rule, "overwrite what differs": whoever comes last is right. The checker must see that it is wrong.</summary>
internal sealed class OverwritingCommands(IEntryCommands commands, MemoryCommands.Shelf shelf, ulong origin) : IEntryCommands
{
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking) => commands.ReadAsync(name, blocking);

    public ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name) => commands.ReadHeaderAsync(name);

    public ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking) =>
        commands.AcquireAsync(name, request with { Mode = AcquireMode.Always }, blocking);

    public ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request)
    {
        byte[] envelope = request.Envelope.ToArray();
        HeaderEdit.Proof(envelope, request.Token, shelf.NowMicroseconds / 1000);
        shelf.Put(name, envelope, request.TimeToLive);
        shelf.Publish(BusMessage.OfSet(origin, request.Token, name.Digest, envelope, int.MaxValue).Write());
        return ValueTask.FromResult(new CommitReply(CommitOutcome.Accepted, request.Token, default));
    }

    public ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request) => ValueTask.FromResult(TouchOutcome.Proven);

    public ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause) => commands.BackOffAsync(name, token, pause);

    public ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive) => commands.InvalidateAsync(name, timeToLive);
}
