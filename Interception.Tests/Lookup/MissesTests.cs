using Interception.Keys;
using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>What comes between the steps of a miss.</summary>
[TestFixture]
internal sealed class MissesTests
{
    [Test]
    public async Task TryAnswer_RunsVersion_IsDrawnOnceItsSlotStandsInTheTable([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        (Misses<WatchedKey> misses, MethodTable<WatchedKey> table) = Open(host, isAsync);
        long seen = 0;
        host.Origin.Before = (_, _) =>
        {
            seen = NumberOfRun();
            return Task.CompletedTask;
        };
        host.Origin.BeforeSync = (_, _) => seen = NumberOfRun();
        long before = 0;
        var watch = new KeyWatch();
        watch.HashingKept = () => before = before == 0 ? RunNumber.Next() : before;

        await AnswerAsync(misses, new WatchedKey(1, watch), null);

        Assert.That(before, Is.Positive);
        Assert.That(seen, Is.GreaterThan(before), "or an invalidation before the slot stood there would not have been seen");

        long NumberOfRun() => table.TryGet(new WatchedKey(1, new KeyWatch()), out Slot? slot) ? ((RunSlot)slot).Number : 0;
    }

    [Test]
    public async Task TryAnswer_OlderEntryCameAfterTheFirstLook_IsNotServedInsideACheck([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        (Misses<WatchedKey> misses, MethodTable<WatchedKey> table) = Open(host, isAsync);
        Assert.That(await AnswerAsync(misses, new WatchedKey(1, new KeyWatch()), null), Is.EqualTo("old-1"));
        host.Origin.Text = "new";
        var check = new RunFlow<WatchedKey>(null, RunNumber.Next(), table, new WatchedKey(2, new KeyWatch()));

        Assert.That(await AnswerAsync(misses, new WatchedKey(1, new KeyWatch()), check), Is.EqualTo("new-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    private static (Misses<WatchedKey> Misses, MethodTable<WatchedKey> Table) Open(CacheHost host, bool isAsync)
    {
        CachedMethod source = host.Runtime.FindAll(typeof(ISource), null).Last()
            .Find(typeof(ISource).GetMethod(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get))!)!;
        CacheServices services = host.Runtime.Services;
        var method = new CachedMethod<WatchedKey>(services, source.Lane.Run, source.Lane.Answers, source.Table.Schema, source.Rules, null);
        var table = (MethodTable<WatchedKey>)method.Table;
        return (isAsync ? new AsyncMisses<WatchedKey>(method, table, services) : new SyncMisses<WatchedKey>(method, table, services), table);
    }

    private static async Task<string?> AnswerAsync(Misses<WatchedKey> misses, WatchedKey key, RunFlow? run)
    {
        Assert.That(misses.TryAnswer(new Call<WatchedKey>(key, [], [1, CancellationToken.None], Caller.None, run), out object? answer), Is.True);
        return answer is Task<string?> task ? await task.Soon() : (string?)answer;
    }
}
