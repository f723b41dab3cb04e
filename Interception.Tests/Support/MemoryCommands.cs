using Interception.Storage.Shared;

namespace Interception.Tests.Support;

/// <summary>A shared store in this process: the rules of the real one, over a dictionary and a clock of the test's.</summary>
/// <remarks>Thread-safe. Several nodes of a test share one <see cref="Shelf"/>, each with commands of its own.</remarks>
internal sealed class MemoryCommands(MemoryCommands.Shelf shelf, ulong origin, int inlineBytes = 4096) : IEntryCommands
{
    public MemoryCommands(TimeProvider clock)
        : this(new Shelf(clock), origin: 1)
    {
    }

    /// <summary>Where the entries stand.</summary>
    public Shelf Store { get; } = shelf;

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking) =>
        ValueTask.FromResult(Store.Change(name, state => (state.Stored, (EntryWrite?)null)));

    public async ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name)
    {
        ReadOnlyMemory<byte> stored = await ReadAsync(name, blocking: false).ConfigureAwait(false);
        return stored[..Math.Min(stored.Length, EntryHeader.LengthBytes)];
    }

    public ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking) =>
        ValueTask.FromResult(Store.Change(name, state => (EntryRules.Acquire(state, request, out EntryWrite? write), write)));

    public ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request)
    {
        byte[]? stored = null;
        CommitReply reply = Store.Change(name, state =>
        {
            CommitReply reply = EntryRules.Commit(state, request, out EntryWrite? write);
            stored = write?.Bytes;
            return (reply, write);
        });
        if (reply.Outcome == CommitOutcome.Accepted)
        {
            Store.Publish(BusMessage.OfSet(origin, reply.Version, name.Digest, stored, inlineBytes).Write());
        }

        return ValueTask.FromResult(reply);
    }

    public ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request) =>
        ValueTask.FromResult(Store.Change(name, state => (EntryRules.Touch(state, request, out EntryWrite? write), write)));

    public ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause)
    {
        _ = Store.Change(name, state => (0, EntryRules.BackOff(state, token, pause)));
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive)
    {
        long version = Store.Change(name, state =>
        {
            EntryWrite write = EntryRules.Invalidate(state, timeToLive, out long version);
            return (version, (EntryWrite?)write);
        });
        Store.Publish(BusMessage.OfTombstone(origin, version, name.Digest).Write());
        return ValueTask.FromResult(version);
    }

    /// <summary>The entries, their times to live, and those who listen.</summary>
    internal sealed class Shelf(TimeProvider clock)
    {
        private readonly Dictionary<EntryDigest, (byte[] Bytes, long? EndsAtMicroseconds)> _entries = [];
        private readonly Lock _gate = new();

        /// <summary>Each message, after the change that it tells of.</summary>
        public event Action<byte[]>? Published;

        public long NowMicroseconds => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

        /// <summary>What stands there; <see langword="null"/> for nothing.</summary>
        public byte[]? Find(EntryName name)
        {
            lock (_gate)
            {
                return Live(name.Digest)?.Bytes;
            }
        }

        /// <summary>For how long it stands there yet; <see langword="null"/> for nothing, or for ever.</summary>
        public long? TimeToLiveMilliseconds(EntryName name)
        {
            lock (_gate)
            {
                return (Live(name.Digest)?.EndsAtMicroseconds - NowMicroseconds) / 1000;
            }
        }

        /// <summary>Puts any bytes there, as a neighbour could; for ever without a time.</summary>
        public void Put(EntryName name, byte[] bytes, TimeSpan? timeToLive = null)
        {
            lock (_gate)
            {
                _entries[name.Digest] = (bytes, NowMicroseconds + (timeToLive?.Ticks / TimeSpan.TicksPerMicrosecond));
            }
        }

        /// <summary>Takes it away, as an eviction does.</summary>
        public void Remove(EntryName name)
        {
            lock (_gate)
            {
                _entries.Remove(name.Digest);
            }
        }

        /// <summary>Takes all away, as a restart does.</summary>
        public void Clear()
        {
            lock (_gate)
            {
                _entries.Clear();
            }
        }

        /// <summary>Sends a message to all who listen.</summary>
        public void Publish(byte[] message) => Published?.Invoke(message);

        /// <summary>One atomic step.</summary>
        public T Change<T>(EntryName name, Func<EntryState, (T Reply, EntryWrite? Write)> rule)
        {
            lock (_gate)
            {
                long now = NowMicroseconds;
                (byte[] Bytes, long? EndsAtMicroseconds)? entry = Live(name.Digest);
                long left = (entry?.EndsAtMicroseconds - now) / 1000 ?? -1;
                (T reply, EntryWrite? write) = rule(new EntryState(entry?.Bytes ?? [], left, now));
                if (write is { } change)
                {
                    long? endsAt = change.TimeToLiveMilliseconds is { } lasts ? now + (lasts * 1000) : entry?.EndsAtMicroseconds;
                    _entries[name.Digest] = (change.Bytes, endsAt);
                }

                return reply;
            }
        }

        private (byte[] Bytes, long? EndsAtMicroseconds)? Live(EntryDigest name)
        {
            if (_entries.TryGetValue(name, out (byte[] Bytes, long? EndsAtMicroseconds) entry) && entry.EndsAtMicroseconds <= NowMicroseconds)
            {
                _entries.Remove(name);
                return null;
            }

            return entry.Bytes is null ? null : entry;
        }
    }
}
