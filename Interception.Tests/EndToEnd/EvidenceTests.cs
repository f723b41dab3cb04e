using Interception.Freshness;
using Interception.Refresh;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>What checks have told of an answer outlives it.</summary>
[TestFixture]
internal sealed class EvidenceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Check_Ends_AddsItToTheEvidenceOfWhatStandsThere([Values] bool isChanged)
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.CheckInterval) = (CheckMode.Interval, Minute));
        await host.HitAsync();
        Entry first = host.EntryOf();
        Evidence expected = Evidence.None.Add(60, isChanged, hits: 4, host.PooledRateOf());
        for (int hit = 0; hit < 3; hit++)
        {
            await host.HitAsync();
        }

        Change(host, isChanged);
        host.Clock.Advance(Minute);
        await host.HitAsync();

        Assert.That(ReferenceEquals(host.EntryOf(), first), Is.EqualTo(!isChanged));
        Assert.That(host.EntryOf().Evidence, Is.EqualTo(expected).Using<Evidence>(CacheHostExtensions.IsSame));

        Evidence second = expected.Add(60, isChanged, hits: 1, host.PooledRateOf());
        Change(host, isChanged);
        host.Clock.Advance(Minute);
        await host.HitAsync();
        Assert.That(host.EntryOf().Evidence, Is.EqualTo(second).Using<Evidence>(CacheHostExtensions.IsSame));
    }

    [Test]
    public async Task Check_CallersWaited_CountsThemAsAskingToo()
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.Expiry) = (CheckMode.Adaptive, TimeSpan.FromDays(1)));
        await host.HitAsync();
        Evidence expected = Evidence.None.Add(7200, changed: false, hits: 1, host.PooledRateOf());
        host.Clock.Advance(120 * Minute);

        await host.HitAsync();

        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Waits, Is.EqualTo(1));
        Assert.That(host.EntryOf().Evidence, Is.EqualTo(expected).Using<Evidence>(CacheHostExtensions.IsSame));
    }

    [Test]
    public async Task Run_AfterAnExpiry_InheritsAndLearns([Values] bool isChanged, [Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.Expiry) = (CheckMode.Off, Minute));
        string method = isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get);
        Task<string?> AskAsync() => isAsync ? host.Source.GetAsync(1, default) : Task.FromResult(host.Source.Get(1, default));
        await AskAsync();
        Evidence first = Evidence.None.Add(120, isChanged, hits: 0, host.PooledRateOf(method));
        Change(host, isChanged);
        host.Clock.Advance(2 * Minute);
        await AskAsync();
        Assert.That(host.EntryOf(method).Evidence, Is.EqualTo(first).Using<Evidence>(CacheHostExtensions.IsSame));

        Evidence second = first.Add(180, isChanged, hits: 0, host.PooledRateOf(method));
        Change(host, isChanged);
        host.Clock.Advance(3 * Minute);
        await AskAsync();
        Assert.That(host.EntryOf(method).Evidence, Is.EqualTo(second).Using<Evidence>(CacheHostExtensions.IsSame));
    }

    [Test]
    public async Task Run_AfterAnInvalidation_BeginsAnew()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.HitAsync();
        host.Clock.Advance(Minute);
        await host.HitAsync();
        Assert.That(host.EntryOf().Evidence, Is.Not.EqualTo(Evidence.None));

        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        await host.HitAsync();

        Assert.That(host.EntryOf().Evidence, Is.EqualTo(Evidence.None));
    }

    [Test]
    public async Task Check_Fails_TeachesNothing()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.HitAsync();
        double pooled = host.PooledRateOf();
        host.Clock.Advance(Minute);
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");

        await host.HitAsync();

        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Checks(CheckOutcome.Failed), Is.EqualTo(1));
        Assert.That(host.EntryOf().Evidence, Is.EqualTo(Evidence.None));
        Assert.That(host.PooledRateOf(), Is.EqualTo(pooled));
        Assert.That(host.EntryOf().Tally.Hits, Is.EqualTo(1), "they are still to be judged");
    }

    [Test]
    public async Task Check_OvertakenByALaterProof_TeachesNothing()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = 60 * Minute);
        await host.HitAsync();
        host.Clock.Advance(Minute);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        host.Origin.Before = null;
        host.Clock.Advance(Minute);
        await host.Cache.RefreshAsync<ISource>(source => source.GetAsync(1, default));
        Evidence known = host.EntryOf().Evidence;
        double pooled = host.PooledRateOf();

        valve.Open();
        await host.IdleAsync();

        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Checks(CheckOutcome.Superseded), Is.EqualTo(1));
        Assert.That(host.EntryOf().Evidence, Is.SameAs(known));
        Assert.That(host.PooledRateOf(), Is.EqualTo(pooled));
    }

    private static void Change(CacheHost host, bool isChanged) => host.Origin.Text += isChanged ? "+" : "";
}
