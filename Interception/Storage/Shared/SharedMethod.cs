using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Storage.Shared;

/// <summary>One method's part of the shared store: how its entries are named, packed and unpacked.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="store">The store.</param>
/// <param name="names">Names the entries.</param>
/// <param name="generationField">Names the generation that the method's keys are part of; all overloads share it.</param>
/// <param name="method">The method's name for people.</param>
/// <param name="answers">Packs and unpacks its answers.</param>
/// <param name="logger">Is told what can't be shared.</param>
internal sealed class SharedMethod(
    SharedStore store, EntryNames names, string generationField, string method, AnswerFactory answers, ILogger logger)
{
    private readonly LogOnce _notSharedLog = new();
    private MethodTable? _table;
    private IEntrySchedule? _schedule;

    public SharedStore Store => store;

    /// <summary>Names the generation that the method's keys are part of.</summary>
    public string Field => generationField;

    /// <summary>The method's policy. Only once it is opened.</summary>
    public IEntrySchedule Schedule => _schedule!;

    /// <summary>Longer than a node that is cut off could keep an answer, or a run last.</summary>
    private TimeSpan TombstoneTime => Schedule.Expiry + Schedule.RunTimeout;

    /// <summary>The method's answers in memory; none before it is opened.</summary>
    public IEnumerable<Entry> Entries => _table?.Entries ?? [];

    /// <summary>Whether null is an answer; another deployment may see that otherwise.</summary>
    public bool TakesNull { get; init; } = true;

    /// <summary>The name of a call's entry, in the method's generation of this moment.</summary>
    public EntryName NameOf<TKey>(TKey key)
        where TKey : struct, IKey<TKey> => names.Create(key, store.Generations.Of(Field));

    /// <summary>Hears from now on what other nodes say about the method.</summary>
    /// <param name="table">Its answers in memory.</param>
    /// <param name="schedule">Its policy.</param>
    public void Open(MethodTable table, IEntrySchedule schedule)
    {
        (_table, _schedule) = (table, schedule);
        store.Methods.Add(this);
    }

    public void Close() => store.Methods.Remove(this);

    /// <summary>Counts a look at what stands in the store: "hit", "miss" or "out".</summary>
    public void CountRead(string outcome) => store.Metrics.StoreRead(method, outcome);

    /// <summary>Drops all answers in memory, and fences the runs in flight.</summary>
    public void Clear() => _table?.Clear();

    /// <summary>Reads what stands in the store; empty for nothing.</summary>
    public ValueTask<Attempt<ReadOnlyMemory<byte>>> ReadAsync(EntryName name, bool blocking = false, CancellationToken cancelled = default) =>
        store.Pending.Bar(name.Digest, Field) ? default : store.TryAsync(
            (name, blocking), static (commands, call) => commands.ReadAsync(call.name, call.blocking), blocking, cancelled);

    /// <summary>Asks for the right to run the method.</summary>
    public async ValueTask<Attempt<AcquireReply>> AcquireAsync(
        EntryName name, AcquireRequest request, bool blocking = false, CancellationToken cancelled = default)
    {
        if (store.Pending.Bar(name.Digest, Field))
        {
            return default;
        }

        long sentAt = store.CacheClock.Exact;
        Attempt<AcquireReply> attempt = await SendAsync(name, request, blocking, cancelled).ConfigureAwait(false);
        if (attempt.Succeeded && !TokenOrigin.IsShown(request, attempt.Value))
        {
            return await AcquireAgainAsync(name, request with { Mode = AcquireMode.Always, Hits = 0 }, attempt.Value, blocking, cancelled)
                .ConfigureAwait(false);
        }

        return See(attempt, sentAt);
    }

    /// <summary>Invalidates one call on all nodes.</summary>
    public ValueTask InvalidateAsync(EntryName name) => store.InvalidateAsync(name, TombstoneTime, Field);

    /// <summary>The same behind the caller's back.</summary>
    public void InvalidateBehind(EntryName name)
    {
        if (!store.Writes.TryAdd(() => InvalidateAsync(name)))
        {
            store.InvalidateLater(name, TombstoneTime, Field); // Too much is being written: an answer that is known to be wrong must not be read meanwhile.
        }
    }

    /// <summary>Unpacks what stands in the store.</summary>
    /// <param name="name">The name that it stood under.</param>
    /// <param name="stored">The bytes.</param>
    /// <param name="isUnusable">Whether it says that it is an answer, and is none that this method could have given to this call.</param>
    /// <returns>The answer; null if it is none.</returns>
    public StoredAnswer? TryRestore(EntryName name, ReadOnlyMemory<byte> stored, out bool isUnusable)
    {
        isUnusable = true;
        try
        {
            if (!store.Sealer.TryOpen(name, stored, out Envelope envelope) || (envelope.Kind == EntryKind.Null && !TakesNull))
            {
                return null;
            }

            if (envelope.Kind is EntryKind.Tombstone or EntryKind.Lease)
            {
                isUnusable = false;
                return null;
            }

            Answer answer = envelope.Kind == EntryKind.Null
                ? answers.RestoreNull(envelope.Digest) : answers.Restore(envelope.Payload, envelope.Digest);
            if (!store.Clock.IsPlausible(envelope))
            {
                return null;
            }

            isUnusable = false;
            long startedAt = store.Clock.ToLocal(envelope.ProvenAtMilliseconds);
            long proven = store.Clock.IsAhead(envelope.Proven) ? 0 : envelope.Proven; // Not sealed: damage here must not keep later answers out.
            return new StoredAnswer(
                answer, envelope.Version, new RunStamp(Math.Max(proven, envelope.Version), Number: 0, startedAt),
                EvidenceText.Read(stored.Span[EntryHeader.EvidenceAt..EntryHeader.LengthBytes]),
                store.Clock.IsProvenAhead(envelope));
        }
        catch (Exception exception)
        {
            LogNotShared(exception);
            return null;
        }
    }

    /// <summary>Packs an answer for the store.</summary>
    /// <returns>Null if it can't be copied exactly or is too long; then it stays in memory only, which is logged once.</returns>
    public byte[]? TryPack(EntryName name, Answer answer, long token)
    {
        try
        {
            if (answer.IsNull)
            {
                return store.Sealer.Seal(name, EntryKind.Null, token, answer.Digest, []);
            }

            byte[] payload = answers.Pack(answer);
            if (payload.Length > store.Sealer.MaxPayloadBytes)
            {
                throw new NotEncodableException(
                    $"its payload of {payload.Length} bytes is longer than Redis:MaxPayload ({store.Sealer.MaxPayloadBytes})");
            }

            return store.Sealer.Seal(name, EntryKind.Value, token, answer.Digest, payload);
        }
        catch (Exception exception)
        {
            LogNotShared(exception);
            return null;
        }
    }

    /// <summary>Asks once more where the first reply does not explain its token: the second goes on from it, if it was true.</summary>
    private async ValueTask<Attempt<AcquireReply>> AcquireAgainAsync(
        EntryName name, AcquireRequest request, AcquireReply doubted, bool blocking, CancellationToken cancelled)
    {
        long sentAt = store.CacheClock.Exact;
        Attempt<AcquireReply> again = await SendAsync(name, request, blocking, cancelled).ConfigureAwait(false);
        return again.Succeeded && (TokenOrigin.IsShown(request, again.Value) || TokenOrigin.IsConfirmed(doubted, again.Value))
            ? See(again, sentAt) : default; // If not, the run gets a token of this node's.
    }

    private Attempt<AcquireReply> See(Attempt<AcquireReply> attempt, long sentAt)
    {
        if (!attempt.Succeeded)
        {
            return attempt;
        }

        AcquireReply reply = attempt.Value;
        store.Clock.TrySet(reply.NowMicroseconds);
        store.Clock.See(reply.Token);
        return reply.Outcome != AcquireOutcome.Granted ? attempt
            : new Attempt<AcquireReply>(true, reply with { RunVersion = store.Clock.VersionOfRun(reply.Token, reply.NowMicroseconds, sentAt) });
    }

    private ValueTask<Attempt<AcquireReply>> SendAsync(
        EntryName name, AcquireRequest request, bool blocking, CancellationToken cancelled) => store.TryAsync(
        (name, request, blocking), static (commands, call) => commands.AcquireAsync(call.name, call.request, call.blocking),
        blocking, cancelled);

    private void LogNotShared(Exception exception) =>
        _notSharedLog.Run(exception.GetType(), () => logger.ResultNotShared(method, NotEncodableException.ReasonOf(exception)));
}
