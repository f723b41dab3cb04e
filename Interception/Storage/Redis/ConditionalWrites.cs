using Interception.Storage.Shared;
using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>
/// Changes an entry by a rule applied here: the write happens only if the entry still is what the rule has seen.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="database">Where the entries stand.</param>
/// <param name="patience">After this no further attempt is made: each takes two round trips, and somebody may be waiting.</param>
/// <param name="time">Counts it.</param>
internal sealed class ConditionalWrites(IDatabase database, TimeSpan patience, TimeProvider time)
{
    /// <summary>How often a change is tried. Two nodes that meet need two; a lease keeps more from meeting.</summary>
    public const int Attempts = 8;

    /// <summary>Reads, applies the rule, and writes.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="rule">Gives the reply, and what to write. Called once for each attempt.</param>
    /// <param name="turnedAway">
    /// Gives the reply where the entry changed at every attempt, or the time was over; it is handed the last state read.
    /// </param>
    public async Task<T> ChangeAsync<T>(
        EntryName name, Func<EntryState, (T Reply, EntryWrite? Write)> rule, Func<EntryState, T> turnedAway)
    {
        EntryState state = default;
        long start = time.GetTimestamp();
        for (int attempt = 0; MayTry(attempt, start); attempt++)
        {
            state = await ReadAsync(name).ConfigureAwait(false);
            (T reply, EntryWrite? write) = rule(state);
            if (write is null || await Prepare(name, state, write.Value).ExecuteAsync().ConfigureAwait(false))
            {
                return reply;
            }
        }

        return turnedAway(state);
    }

    /// <summary>The same on the calling thread.</summary>
    public T Change<T>(EntryName name, Func<EntryState, (T Reply, EntryWrite? Write)> rule, Func<EntryState, T> turnedAway)
    {
        EntryState state = default;
        long start = time.GetTimestamp();
        for (int attempt = 0; MayTry(attempt, start); attempt++)
        {
            state = Read(name);
            (T reply, EntryWrite? write) = rule(state);
            if (write is null || Prepare(name, state, write.Value).Execute())
            {
                return reply;
            }
        }

        return turnedAway(state);
    }

    private bool MayTry(int attempt, long start) =>
        attempt == 0 || (attempt < Attempts && time.GetElapsedTime(start) < patience);

    // The clock first: a time that is read too early makes a proof older, one that is read too late would make it younger.
    private async Task<EntryState> ReadAsync(EntryName name)
    {
        RedisKey key = EntryKey.Of(name);
        Task<DateTime> time = database.Multiplexer.GetServer(key).TimeAsync();
        Task<TimeSpan?> timeToLive = database.KeyTimeToLiveAsync(key);
        Task<RedisValue> stored = database.StringGetAsync(key);
        return StateOf(
            await stored.ConfigureAwait(false), await timeToLive.ConfigureAwait(false), await time.ConfigureAwait(false));
    }

    private EntryState Read(EntryName name)
    {
        RedisKey key = EntryKey.Of(name);
        DateTime time = database.Multiplexer.GetServer(key).Time();
        TimeSpan? timeToLive = database.KeyTimeToLive(key);
        return StateOf(database.StringGet(key), timeToLive, time);
    }

    private static EntryState StateOf(RedisValue stored, TimeSpan? timeToLive, DateTime time) => new(
        (byte[]?)stored,
        timeToLive is { } left ? StoreTime.Milliseconds(left) : -1,
        (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    private ITransaction Prepare(EntryName name, EntryState seen, EntryWrite write)
    {
        RedisKey key = EntryKey.Of(name);
        ITransaction transaction = database.CreateTransaction();
        transaction.AddCondition(seen.Stored.IsEmpty ? Condition.KeyNotExists(key) : Condition.StringEqual(key, seen.Stored));
        _ = write.TimeToLiveMilliseconds is { } lasts
            ? transaction.StringSetAsync(key, write.Bytes, TimeSpan.FromMilliseconds(lasts))
            : transaction.StringSetAsync(key, write.Bytes, Expiration.KeepTtl);
        return transaction;
    }
}
