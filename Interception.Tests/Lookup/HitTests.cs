using Interception.Lookup;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>What a hit leaves behind, and when it waits.</summary>
[TestFixture]
internal sealed class HitTests
{
    [Test]
    public async Task TryAnswer_Hit_SparesTheEntryFromTheNextEviction()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off, all => all.Memory.MaxEntries = 2);
        await host.Source.GetAsync(1, default);
        Entry first = host.EntryOf();
        Assert.That(first.Uses, Is.Zero);
        await host.Source.GetAsync(2, default);

        await host.Source.GetAsync(1, default);
        Assert.That(first.Uses, Is.EqualTo(1));
        await host.Source.GetAsync(3, default);

        Assert.That(first.IsStored, Is.True);
        Assert.That(host.Entries().Select(entry => entry.Answer.Value), Is.EquivalentTo((string[])["old-1", "old-3"]));
    }

    [Test]
    public async Task TryAnswer_LoopOverMoreThanThereIsRoomFor_FindsSomeOfItAllTheSame()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off, all => all.Memory.MaxEntries = 10);

        for (int call = 0; call < 600; call++)
        {
            await host.Source.GetAsync(call % 12, default);
        }

        // What went longest ago is asked for next, so whatever goes by age alone finds nothing.
        Assert.That(host.Origin.Runs, Is.LessThan(400));
    }

    [Test]
    public async Task TryAnswer_AtTheVeryMomentFromWhichOnHitsWait_Waits()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        Entry entry = host.EntryOf();
        (entry.NextCheckAt, entry.WaitAt) = (Now(host), Now(host));
        host.Origin.Text = "new";
        host.Origin.Before = (_, _) => valve.HoldAsync();

        Task<string?> call = host.Source.GetAsync(1, default);

        Assert.That(call.IsCompleted, Is.False);
        valve.Open();
        Assert.That(await call.Soon(), Is.EqualTo("new-1"));
    }

    [TestCase(CheckMode.Adaptive, false, true)]
    [TestCase(CheckMode.Adaptive, true, false)]
    [TestCase(CheckMode.Interval, false, false)]
    public async Task TryAnswer_HitsDouble_PlansTheCheckAnewWhereHitsCountAndNoneIsPending(CheckMode mode, bool isPending, bool isPlanned)
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.Expiry) = (mode, TimeSpan.FromDays(1)));
        await host.Source.GetAsync(1, default);
        Entry entry = host.EntryOf();
        long later = entry.NextCheckAt = Now(host) + TimeSpan.FromDays(100).Ticks;
        _ = isPending && entry.TryBeginCheck();

        await host.Source.GetAsync(1, default);

        Assert.That(entry.NextCheckAt != later, Is.EqualTo(isPlanned));
    }

    [Test]
    public async Task TryAnswer_HitsDouble_PlansTheCheckAnewAndNotAtEveryHit()
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.Expiry) = (CheckMode.Adaptive, TimeSpan.FromDays(1)));
        await host.Source.GetAsync(1, default);
        Entry entry = host.EntryOf();
        List<bool> planned = [];

        for (int hit = 1; hit <= 8; hit++)
        {
            long later = Now(host) + TimeSpan.FromDays(100).Ticks + hit;
            entry.NextCheckAt = later;
            await host.Source.GetAsync(1, default);
            planned.Add(entry.NextCheckAt != later);
        }

        Assert.That(planned, Is.EqualTo((bool[])[true, true, false, true, false, false, false, true]));
    }

    [Test]
    public async Task Report_EntryHasLeft_ItsHitsStayCounted()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        for (int call = 0; call < 4; call++)
        {
            await host.Source.GetAsync(1, default);
        }

        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));

        Assert.That(host.Entries(), Is.Empty);
        Assert.That(host.Cache.Report().Methods.Sum(one => one.Hits), Is.EqualTo(3));
    }

    private static long Now(CacheHost host) => host.Runtime.Services.Clock.Now;
}
