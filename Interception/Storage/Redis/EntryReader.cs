using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>Reads entries: one plain command, which costs the server a fortieth of a script.</summary>
/// <param name="database">Where the entries stand.</param>
/// <param name="maxEnvelopeBytes">How much it asks for: whatever stands there, no more comes over the line.</param>
internal sealed class EntryReader(IDatabase database, int maxEnvelopeBytes)
{
    /// <summary>See <see cref="Shared.IEntryCommands.ReadAsync"/>.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(Shared.EntryName name, bool blocking)
    {
        return blocking
            ? ValueTask.FromResult(Read(name))
            : AwaitAsync(database.StringGetRangeAsync(EntryKey.Of(name), 0, maxEnvelopeBytes - 1));

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        static async ValueTask<ReadOnlyMemory<byte>> AwaitAsync(Task<RedisValue> value) =>
            (byte[]?)await value.ConfigureAwait(false);
    }

    /// <summary>See <see cref="Shared.IEntryCommands.ReadHeaderAsync"/>.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(Shared.EntryName name) =>
        (byte[]?)await database.StringGetRangeAsync(EntryKey.Of(name), 0, Shared.EntryHeader.LengthBytes - 1).ConfigureAwait(false);

    private ReadOnlyMemory<byte> Read(Shared.EntryName name) =>
        (byte[]?)database.StringGetRange(EntryKey.Of(name), 0, maxEnvelopeBytes - 1);
}
