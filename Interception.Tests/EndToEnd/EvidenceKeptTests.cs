using Interception.Freshness;
using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

[TestFixture]
internal sealed class EvidenceKeptTests
{
    private static void ExpireSoon(MethodOptions method) => (method.Check, method.Expiry) = (CheckMode.Off, TimeSpan.FromMinutes(1));

    [Test]
    public async Task Expiry_HitsBefore_AreStillKnown()
    {
        await using CacheHost host = CacheHost.OfSource(ExpireSoon);
        await host.HitAsync();
        for (int i = 0; i < 100; i++)
        {
            await host.HitAsync();
        }

        Evidence expected = Evidence.None.Add(seconds: 120, changed: false, hits: 100, host.PooledRateOf());
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.HitAsync();

        Assert.That(host.EntryOf().Evidence, Is.EqualTo(expected).Using<Evidence>(CacheHostExtensions.IsSame));
    }

    [Test]
    public async Task RefreshByHand_OfAnExpiredAnswer_TeachesLikeACheck([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(ExpireSoon);
        await AskAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await (isAsync
            ? host.Cache.RefreshAsync<ISource>(source => source.GetAsync(1, default))
            : host.Cache.RefreshAsync<ISource>(source => source.Get(1, default)));

        Assert.That(host.EntryOf(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get)).Evidence, Is.Not.EqualTo(Evidence.None));

        async Task AskAsync() => _ = isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default);
    }

    [Test]
    public async Task Change_InvalidatedMeanwhile_TeachesNothing()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        await host.HitAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Origin.After = _ => valve.HoldAsync();
        host.Origin.Text = "new";
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        double pooled = host.PooledRateOf();

        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        valve.Open();
        await host.IdleAsync();

        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Checks(CheckOutcome.Superseded), Is.EqualTo(1));
        Assert.That(host.PooledRateOf(), Is.EqualTo(pooled));
    }

    [Test]
    public async Task Adaptive_AskedForAllTheTime_IsCheckedBeforeItExpires()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Adaptive);
        for (int second = 0; second < 24 * 3600; second += 5)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            await host.HitAsync();
        }

        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Misses, Is.EqualTo(1), "expiry and longest interval are both 10 minutes");
    }

    [Test]
    public async Task Adaptive_MaxCheckInterval_IsNeverExceeded([Range(1, 40)] int start)
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.MaxCheckInterval, method.StaleTarget) =
            (CheckMode.Adaptive, TimeSpan.FromSeconds(10), 1));
        host.Clock.Advance(TimeSpan.FromSeconds(start));
        await host.HitAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.HitAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }
}
