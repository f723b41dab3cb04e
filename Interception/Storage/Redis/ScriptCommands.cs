using Interception.Storage.Shared;
using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>The commands as scripts on the server: one round trip each.</summary>
/// <remarks>
/// Thread-safe. Throws what the connection throws. A server that has lost its scripts is sent them again; their texts are
/// constants, so each connection hashes them once.
/// </remarks>
/// <param name="database">Where the entries stand.</param>
/// <param name="channel">Where changes are told of.</param>
/// <param name="origin">This node, in the messages.</param>
/// <param name="inlineBytes">How long an envelope may be to go along with its message.</param>
/// <param name="maxEnvelopeBytes">How much a read asks for: what is longer would not open.</param>
internal sealed class ScriptCommands(
    IDatabase database, RedisChannel channel, ulong origin, int inlineBytes, int maxEnvelopeBytes)
    : IEntryCommands
{
    private readonly EntryReader _reader = new(database, maxEnvelopeBytes);
    private readonly RedisValue _channel = (byte[]?)channel;
    private readonly RedisValue _origin = BusMessage.OriginText(origin);

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking) => _reader.ReadAsync(name, blocking);

    public ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name) => _reader.ReadHeaderAsync(name);

    public ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking)
    {
        RedisKey[] keys = [EntryKey.Of(name)];
        RedisValue[] arguments =
        [
            request.Known, (int)request.Mode, StoreTime.Milliseconds(request.Interval), StoreTime.Milliseconds(request.Lease),
            StoreTime.Milliseconds(request.Expiry), maxEnvelopeBytes, request.Hits,
        ];
        return blocking
            ? ValueTask.FromResult(Acquire(keys, arguments))
            : AwaitAsync(database.ScriptEvaluateAsync(EntryScripts.Acquire, keys, arguments));

        static async ValueTask<AcquireReply> AwaitAsync(Task<RedisResult> reply) =>
            ToAcquireReply(await reply.ConfigureAwait(false));
    }

    public async ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request)
    {
        RedisResult reply = await database.ScriptEvaluateAsync(
            EntryScripts.Commit,
            [EntryKey.Of(name)],
            [
                request.Token, request.Envelope, StoreTime.Milliseconds(request.Age), StoreTime.TimeToLive(request.TimeToLive),
                request.Overwrite ? 1 : 0, _channel, _origin, inlineBytes, maxEnvelopeBytes,
            ]).ConfigureAwait(false);
        return new CommitReply((CommitOutcome)(int)reply[0], (long)reply[1], (byte[]?)reply[2]);
    }

    public async ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request)
    {
        RedisResult reply = await database.ScriptEvaluateAsync(
            EntryScripts.Touch,
            [EntryKey.Of(name)],
            [request.Version, request.Token, StoreTime.Milliseconds(request.Age), StoreTime.TimeToLive(request.TimeToLive), request.Evidence])
            .ConfigureAwait(false);
        return (TouchOutcome)(int)reply;
    }

    public async ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause) =>
        _ = await database.ScriptEvaluateAsync(EntryScripts.BackOff, [EntryKey.Of(name)], [token, StoreTime.Milliseconds(pause)])
            .ConfigureAwait(false);

    public async ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive)
    {
        RedisResult reply = await database.ScriptEvaluateAsync(
            EntryScripts.Invalidate, [EntryKey.Of(name)], [StoreTime.TimeToLive(timeToLive), _channel, _origin]).ConfigureAwait(false);
        return (long)reply;
    }

    private AcquireReply Acquire(RedisKey[] keys, RedisValue[] arguments) =>
        ToAcquireReply(database.ScriptEvaluate(EntryScripts.Acquire, keys, arguments));

    private static AcquireReply ToAcquireReply(RedisResult reply) => new(
        (AcquireOutcome)(int)reply[0], Token: (long)reply[1], NowMicroseconds: (long)reply[2], Proven: (long)reply[3],
        ProvenAtMilliseconds: (long)reply[4], LeaseLeft: TimeSpan.FromMilliseconds((long)reply[5]), Envelope: (byte[]?)reply[6],
        Hits: (long)reply[7], Evidence: (byte[]?)reply[8]);
}
