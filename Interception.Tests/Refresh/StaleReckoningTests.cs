using Interception.Freshness;
using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>How many answers were served, and how many of them are reckoned to have been stale.</summary>
[TestFixture]
internal sealed class StaleReckoningTests
{
    [Test]
    public async Task Reckon_NothingHasChanged_IsNoneStale()
    {
        await using CacheHost host = CacheHost.OfSource();
        for (int call = 0; call < 50; call++)
        {
            await host.HitAsync(call % 5);
            host.Clock.Advance(TimeSpan.FromSeconds(7));
        }

        StaleReckoning reckoning = Reckon(host);
        Assert.That((reckoning.Hits, reckoning.StaleHits), Is.EqualTo((45d, 0d)));
        Assert.That(reckoning.Error, Is.Zero);
    }

    [TestCase(1, 7)]
    [TestCase(0.1, 60)]
    public void Reckon_OtherNodesAskForItToo_ItIsAsOldAsItsOwnHitsSay(double hitShare, double seconds)
    {
        StubEntry entry = AskedForOnceASecond(hitShare);
        var freshness = new MethodFreshness(new CheckSpending(null));

        StaleReckoning reckoning = freshness.Reckon([entry], 60 * TimeSpan.TicksPerSecond);

        // Six hits of this node's: if that is one in ten, they took a minute, which is how old the answer is.
        double expected = new AnswerSpan(6, AskedByLast: false, freshness.ChangeRateOf(entry), seconds, double.PositiveInfinity).ExpectedStale;
        Assert.That(reckoning.Hits, Is.EqualTo(6));
        Assert.That(reckoning.StaleHits, Is.EqualTo(expected).Within(1).Percent);
    }

    [Test]
    public void HitRate_OtherNodesAskForItToo_CountsTheirsSinceTheLastCheck()
    {
        StubEntry entry = AskedForOnceASecond(hitShare: 0.1);
        var freshness = new MethodFreshness(new CheckSpending(null));

        Assert.That(freshness.HitRateOf(entry, 60 * TimeSpan.TicksPerSecond), Is.EqualTo(1).Within(1).Percent, "600 in ten minutes, and 60 in one");
    }

    [Test]
    public async Task Reckon_OnlyTheHitThatAskedForTheCheck_IsOneStaleForEachChange()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.HitAsync();
        for (int change = 0; change < 3; change++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            host.Origin.Text += "+";
            await host.HitAsync();
        }

        Assert.That(Reckon(host).Hits, Is.EqualTo(3));
        Assert.That(Reckon(host).StaleHits, Is.EqualTo(3).Within(1e-9));
    }

    [Test]
    public async Task Reckon_SomeHitsBeforeTheChangeWasFound_IsBetweenOneAndAllOfThem()
    {
        await using CacheHost host = CacheHost.OfSource(
            method => (method.Check, method.CheckInterval) = (CheckMode.Interval, TimeSpan.FromSeconds(30)));
        await host.HitAsync();
        for (int second = 0; second < 30; second++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            host.Origin.Text = "new";
            await host.HitAsync();
        }

        Assert.That(Reckon(host).Hits, Is.EqualTo(30));
        Assert.That(Reckon(host).StaleHits, Is.InRange(10, 25), "half of the time, and the one at its end");
    }

    [Test]
    public async Task Reckon_EntriesComeAndGo_LosesNoHit()
    {
        await using CacheHost host = CacheHost.OfSource(
            method => (method.Check, method.Expiry) = (CheckMode.Off, TimeSpan.FromMinutes(1)), all => all.Memory.MaxEntries = 10);
        int hits = 0;
        for (int id = 0; id < 40; id++)
        {
            await host.HitAsync(id);
            for (int hit = 0; hit < id % 4; hit++, hits++)
            {
                await host.HitAsync(id); // Thrown out later.
            }
        }

        Assert.That(host.MethodOf().Table.Entries.Count(), Is.EqualTo(10));
        Assert.That(Reckon(host).Hits, Is.EqualTo(hits));

        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(39, default));
        Assert.That(Reckon(host).Hits, Is.EqualTo(hits));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.HitAsync(38);
        Assert.That(Reckon(host).Hits, Is.EqualTo(hits), "the one that expired has left");
        Assert.That(Reckon(host).StaleHits, Is.InRange(0, hits));
    }

    [Test]
    public async Task Reckon_CallerWaitedForTheCheck_WasServedNothingStale()
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.Expiry) = (CheckMode.Adaptive, TimeSpan.FromDays(1)));
        await host.HitAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Text = "new";

        Assert.That(await host.HitAsync(), Is.EqualTo("new-1"));

        Assert.That((Reckon(host).Hits, Reckon(host).StaleHits), Is.EqualTo((0d, 0d)));
    }

    private static StaleReckoning Reckon(CacheHost host) => host.LaneOf(nameof(ISource.GetAsync)).Freshness
        .Reckon(host.MethodOf().Table.Entries, host.Runtime.Services.Clock.Now);

    /// <summary>On all nodes, in the ten minutes before its last check; since then six times here.</summary>
    private static StubEntry AskedForOnceASecond(double hitShare)
    {
        var entry = new StubEntry();
        for (int look = 0; look < 100; look++)
        {
            entry.ShareHits(own: hitShare, all: 1);
        }

        entry.Hear(Evidence.None.Add(seconds: 600, changed: true, hits: 600, pooled: 1d / 300), until: 0);
        for (int hit = 0; hit < 6; hit++)
        {
            entry.Tally.Hit();
        }

        return entry;
    }
}
