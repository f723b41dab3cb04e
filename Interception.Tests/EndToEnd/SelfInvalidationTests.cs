using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>The cache follows its source by itself, within the limits that the settings name.</summary>
[TestFixture]
internal sealed class SelfInvalidationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Test]
    public async Task Hit_SourceChanged_AnswersOldOnceAndNewAfterTheCheck()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        host.Origin.Text = "new";

        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("old-1"));
        await host.IdleAsync();
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Hit_SourceChanged_ValueTaskAndSyncFollowToo()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetValueAsync(1, default);
        host.Source.Get(1, default);
        host.Origin.Text = "new";

        Assert.That(await host.Source.GetValueAsync(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
        await host.IdleAsync();
        Assert.That(await host.Source.GetValueAsync(1, default), Is.EqualTo("new-1"));
        Assert.That(host.Source.Get(1, default), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Hit_CheckFoundNothingNew_KeepsTheSharedObject()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        string? first = await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(await host.Source.GetAsync(1, default), Is.SameAs(first));
    }

    [Test]
    public async Task Hit_IntervalNotOver_AsksForNoCheck()
    {
        await using CacheHost host = CacheHost.OfSource(Every30Seconds);
        await host.Source.GetAsync(1, default);

        host.Clock.Advance((30 * Second) - Millisecond);
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        host.Clock.Advance(Millisecond);
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2));

        await host.Source.GetAsync(1, default); // The interval begins anew with the check.
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Hit_CheckOff_NeverAsks()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Expiry_AfterAMiss_CountsFromTheStartOfTheRun()
    {
        await using CacheHost host = CacheHost.OfSource(method =>
        {
            method.Check = CheckMode.Off;
            method.Expiry = 60 * Second;
        });
        host.Origin.Before = (_, _) =>
        {
            host.Clock.Advance(20 * Second);
            return Task.CompletedTask;
        };
        await host.Source.GetAsync(1, default);
        host.Origin.Before = null;

        host.Clock.Advance((40 * Second) - Millisecond);
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        host.Clock.Advance(Millisecond);
        await host.Source.GetAsync(1, default);
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Expiry_AfterACheck_CountsFromTheStartOfTheCheck()
    {
        await using CacheHost host = CacheHost.OfSource(method =>
        {
            method.Check = CheckMode.Interval;
            method.CheckInterval = 10 * Second;
            method.Expiry = 60 * Second;
        });
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(10 * Second);
        host.Origin.Before = (_, _) =>
        {
            host.Clock.Advance(20 * Second);
            return Task.CompletedTask;
        };
        await host.Source.GetAsync(1, default); // The check begins at 10 and ends at 30 seconds.
        await host.IdleAsync();

        host.Clock.Advance((40 * Second) - Millisecond);
        Assert.That(await host.Cache.PeekAsync<ISource>(source => source.GetAsync(1, default)), Is.Not.Null);
        host.Clock.Advance(Millisecond);
        Assert.That(await host.Cache.PeekAsync<ISource>(source => source.GetAsync(1, default)), Is.Null);
    }

    [Test, Property("Failure", "B16")]
    public async Task EveryHit_SourceNeverChanges_IsNoForegroundMissOverTenTimesTheExpiry()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Expiry = 10 * Second);
        using var requests = host.Collect<long>("interception.requests");
        await host.Source.GetAsync(1, default);
        for (int second = 0; second < 100; second++)
        {
            host.Clock.Advance(Second);
            await host.Source.GetAsync(1, default);
            await host.IdleAsync();
        }

        Assert.That(requests.GetMeasurementSnapshot().Count(one => Equals(one.Tags["result"], "miss")), Is.EqualTo(1));
    }

    private static void Every30Seconds(MethodOptions method)
    {
        method.Check = CheckMode.Interval;
        method.CheckInterval = 30 * Second;
    }
}
