using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;
using StackExchange.Redis;

namespace Interception.Tests.Storage.Redis;

/// <summary>
/// Scripts, and conditional writes, do what the rules say: for random sequences over random and damaged entries.
/// </summary>
[TestFixture]
internal sealed class CommandsDifferentialTests
{
    // Sequences have a name each, so many are under way at a time.
    private const int Lanes = 32;

    [Test, Property("Failure", "X28")]
    public async Task Scripts_RandomSequences_DoWhatTheRulesSay([Values(1, 2, 3, 4)] int seed) =>
        Assert.That(await FirstDifferenceAsync(RedisStore.Scripts, seed, sequences: 5_000), Is.Null);

    [Test]
    public async Task PlainCommands_RandomSequences_DoWhatTheRulesSay() =>
        Assert.That(await FirstDifferenceAsync(RedisStore.Plain, seed: 5, sequences: 1_000), Is.Null);

    private static async Task<string?> FirstDifferenceAsync(Func<IDatabase, IEntryCommands> commands, int seed, int sequences)
    {
        await using RedisStore redis = await RedisStore.OpenAsync(commands);
        await using var memory = new MemoryStore(TimeProvider.System);
        int next = 0;
        string? difference = null;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(PlayAsync)));
        return difference;

        async Task PlayAsync()
        {
            while (difference is null && Interlocked.Increment(ref next) is var number && number <= sequences)
            {
                long start = await memory.NowMicrosecondsAsync();
                difference = await new CommandsRace(redis, memory, start, (seed * 1_000_000) + number).PlayAsync() ?? difference;
            }
        }
    }
}
