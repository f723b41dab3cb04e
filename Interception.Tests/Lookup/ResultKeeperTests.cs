using Interception.Configuration;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>When the first check of an answer is planned.</summary>
[TestFixture]
internal sealed class ResultKeeperTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Settle_ReloadComesBeforeTheEntryStandsThere_FollowsIt([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        MethodPolicy next = method.Method.Rules.Policy with { CheckInterval = Hour };
        var watch = new KeyWatch();
        void Reload() => watch.HashingKept = () => method.Method.Follow(next); // The entry is about to be put there.
        host.Origin.Before = (_, _) =>
        {
            Reload();
            return Task.CompletedTask;
        };
        host.Origin.BeforeSync = (_, _) => Reload();

        await method.AskAsync(new WatchedKey(1, watch)).Soon();

        Assert.That(method.Method.Rules.Policy, Is.SameAs(next));
        Entry entry = method.Table.Entries.Single();
        Assert.That(TimeSpan.FromTicks(entry.NextCheckAt - entry.ProvenAt), Is.EqualTo(Hour));
    }

    [Test]
    public async Task Settle_OthersSeeTheEntry_ItsCheckIsPlannedAlready([Values] bool isAsync)
    {
        await using CacheHost host = Start(all => all.Memory.MaxEntries = 1);
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        await method.AskAsync(2).Soon();
        Entry? seen = null;
        long planned = 0;
        method.Table.Left += _ => planned = (seen = (Entry)method.SlotOf(1)!).NextCheckAt; // What makes room leaves when the other stands there.

        await method.AskAsync(1).Soon();

        Assert.That(seen, Is.Not.Null);
        Assert.That(TimeSpan.FromTicks(planned - seen!.ProvenAt), Is.EqualTo(Minute));
    }

    private static CacheHost Start(Action<InterceptionOptions>? options = null) => CacheHost.OfSource(
        method => (method.Check, method.CheckInterval, method.Expiry) = (CheckMode.Interval, Minute, 2 * Hour), options);
}
