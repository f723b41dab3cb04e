using System.Globalization;
using Interception.Storage.Shared;
using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>The generations of an application's methods: one hash, a field for each method that was ever invalidated as a whole.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RedisGenerations(IDatabase database, RedisKey name, RedisChannel channel, ulong origin, bool hasScripts)
{
    /// <summary>Field, known generation, channel, origin.</summary>
    /// <remarks>A number more than a day ahead of the clock was drawn by nobody, and counts as none.</remarks>
    private const string Raise = """
        local t = redis.call('TIME')
        local us = t[1] * 1000000 + t[2]
        local stored = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0') or 0
        if stored > us + 86400000000 then stored = 0 end
        local generation = string.format('%016.0f', math.max(us, stored + 1, tonumber(ARGV[2]) + 1))
        redis.call('HSET', KEYS[1], ARGV[1], generation)
        redis.call('PUBLISH', ARGV[3], 'G' .. ARGV[4] .. generation .. ARGV[1])
        return generation
        """;

    public async ValueTask<IReadOnlyDictionary<string, long>> ReadAsync()
    {
        HashEntry[] fields = await database.HashGetAllAsync(name).ConfigureAwait(false);
        var generations = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (HashEntry field in fields.AsSpan(0, Math.Min(fields.Length, Generations.MostFields)))
        {
            if (long.TryParse(field.Value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long generation))
            {
                generations[field.Name.ToString()] = generation;
            }
        }

        return generations;
    }

    /// <summary>Raises one, and tells the other nodes. The field has 40 characters.</summary>
    public async ValueTask<long> RaiseAsync(string field, long known)
    {
        if (hasScripts)
        {
            RedisResult raised = await database.ScriptEvaluateAsync(
                Raise, [name], [field, known, (string?)channel, BusMessage.OriginText(origin)]).ConfigureAwait(false);
            return long.Parse(raised.ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        // Two nodes that raise it at once may set it back by what lies between them: both mirror what is higher and set it again.
        RedisResult time = await database.ExecuteAsync("TIME").ConfigureAwait(false);
        long generation = Math.Max(((long)time[0] * 1_000_000) + (long)time[1], known + 1);
        await database.HashSetAsync(name, field, generation.ToString("D16", CultureInfo.InvariantCulture)).ConfigureAwait(false);
        await database.PublishAsync(channel, BusMessage.OfGeneration(origin, generation, field).Write()).ConfigureAwait(false);
        return generation;
    }
}
