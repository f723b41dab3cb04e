using Interception.Storage.Shared;
using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>
/// The commands for servers where scripts are not permitted: read, decide here, write if nothing has changed meanwhile.
/// </summary>
/// <remarks>
/// Thread-safe. Throws what the connection throws. Slower: three round trips a change, and the whole entry goes over the line up
/// to three times.
/// No earlier run overwrites a later one here either, because each write is conditional on all that was read. What it lacks: the
/// clock is read a round trip before the write, so leases and proofs are that much older; a node that dies between write and
/// message has not told the others, who find out at their next check; and an entry that many change at once may turn a run
/// away that a script would have let in.
/// </remarks>
/// <param name="database">Where the entries stand.</param>
/// <param name="writes">Changes them.</param>
/// <param name="channel">Where changes are told of.</param>
/// <param name="origin">This node, in the messages.</param>
/// <param name="inlineBytes">How long an envelope may be to go along with its message.</param>
/// <param name="maxEnvelopeBytes">How much a read asks for: what is longer would not open.</param>
internal sealed class PlainCommands(
    IDatabase database, ConditionalWrites writes, RedisChannel channel, ulong origin, int inlineBytes, int maxEnvelopeBytes)
    : IEntryCommands
{
    /// <summary>Whoever is turned away asks again after that.</summary>
    private static readonly TimeSpan ContentionPause = TimeSpan.FromMilliseconds(100);

    private readonly EntryReader _reader = new(database, maxEnvelopeBytes);

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking) => _reader.ReadAsync(name, blocking);

    public ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name) => _reader.ReadHeaderAsync(name);

    public ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking)
    {
        return blocking
            ? ValueTask.FromResult(writes.Change(name, Acquire, TurnedAway))
            : new ValueTask<AcquireReply>(writes.ChangeAsync(name, Acquire, TurnedAway));

        (AcquireReply, EntryWrite?) Acquire(EntryState state) =>
            (EntryRules.Acquire(state, request, out EntryWrite? write), write);

        static AcquireReply TurnedAway(EntryState state) =>
            new(AcquireOutcome.Busy, 0, state.NowMicroseconds, 0, 0, ContentionPause, default);
    }

    public async ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request)
    {
        byte[]? stored = null;
        CommitReply reply = await writes.ChangeAsync(
            name,
            state =>
            {
                CommitReply reply = EntryRules.Commit(state, request, out EntryWrite? write);
                stored = write?.Bytes;
                return (reply, write);
            },
            state => new CommitReply(CommitOutcome.Rejected, state.Fields.Version, state.Stored)).ConfigureAwait(false);
        if (reply.Outcome == CommitOutcome.Accepted)
        {
            await TellAsync(BusMessage.OfSet(origin, reply.Version, name.Digest, stored, inlineBytes)).ConfigureAwait(false);
        }

        return reply;
    }

    public async ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request) => await writes.ChangeAsync(
        name,
        state => (EntryRules.Touch(state, request, out EntryWrite? write), write),
        static _ => TouchOutcome.Other).ConfigureAwait(false);

    public async ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause) => await writes.ChangeAsync(
        name, state => (0, EntryRules.BackOff(state, token, pause)), static _ => 0).ConfigureAwait(false);

    public async ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive)
    {
        long version = await writes.ChangeAsync(
            name,
            state =>
            {
                EntryWrite write = EntryRules.Invalidate(state, timeToLive, out long version);
                return (version, (EntryWrite?)write);
            },
            static _ => throw new RedisException(
                "An entry was not invalidated: it has changed at every attempt, or the time was over. Invalidate it again."))
            .ConfigureAwait(false);
        await TellAsync(BusMessage.OfTombstone(origin, version, name.Digest)).ConfigureAwait(false);
        return version;
    }

    private Task<long> TellAsync(BusMessage message) => database.PublishAsync(channel, message.Write());
}
