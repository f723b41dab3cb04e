using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

[TestFixture]
internal sealed class RefusedWaitTests
{
    private static void LikelyStaleSoon(MethodOptions method) =>
        (method.Check, method.Expiry, method.RunTimeout) = (CheckMode.Adaptive, TimeSpan.FromDays(1), TimeSpan.FromDays(1));

    [Test]
    public async Task Wait_BudgetSpent_IsRefusedOnce()
    {
        await using CacheHost host = CacheHost.OfSource(method =>
        {
            LikelyStaleSoon(method);
            method.MaxChecksPerSecond = 0.001;
        });
        await host.HitAsync(1);
        await host.HitAsync(2);
        host.Clock.Advance(TimeSpan.FromHours(2));

        await host.HitAsync(1);
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.OverBudget, Is.Zero);
        await host.HitAsync(2);
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.OverBudget, Is.EqualTo(1));
    }

    [Test]
    public async Task Wait_QueueFull_IsServedAtOnceAndCountedAsAHit()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(LikelyStaleSoon, all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (1, 1));
        for (int id = 0; id < 3; id++)
        {
            await host.HitAsync(id);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> running = host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        Task<string?> waiting = host.Source.GetAsync(1, default);

        Task<string?> refused = host.Source.GetAsync(2, default);

        Entry entry = host.MethodOf().Table.Entries.Single(one => !one.IsCheckPending);
        Assert.That(refused.IsCompletedSuccessfully, Is.True);
        Assert.That((host.Queue.Refused, entry.Tally.Waits, entry.Tally.Hits), Is.EqualTo((1L, 0, 1d)));
        valve.Open();
        await Task.WhenAll(running, waiting).Soon();
    }

    [Test]
    public async Task Wait_QueueFull_IsPaidBack()
    {
        const int ahead = 20;
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method =>
            {
                LikelyStaleSoon(method);
                method.WaitBudget = 0.01;
            },
            all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (1, 1));
        for (int id = 0; id < 3; id++)
        {
            await host.HitAsync(id);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> running = host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        Task<string?> waiting = host.Source.GetAsync(1, default);

        Assert.That(host.Source.GetAsync(2, default).IsCompletedSuccessfully, Is.True);

        CheckLane lane = host.LaneOf(nameof(ISource.GetAsync));
        int left = 0;
        while (left <= ahead && lane.Freshness.Costs.TrySpendWait(lane.Rules))
        {
            left++;
        }

        Assert.That(left, Is.EqualTo(ahead - 2), "those who wait have spent theirs");
        valve.Open();
        await Task.WhenAll(running, waiting).Soon();
    }

    [Test]
    public async Task Wait_TooManyRunsAreOverdue_IsServedAtOnceAndNoWait()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => (method.Check, method.Expiry, method.MaxConcurrentChecks) = (CheckMode.Adaptive, TimeSpan.FromDays(1), 8));
        await host.HitAsync(1);
        host.Clock.Advance(TimeSpan.FromHours(2));
        for (int run = 0; run < OverdueRuns.Limit; run++)
        {
            host.LaneOf(nameof(ISource.GetAsync)).Overdue.TryAdd(valve.HoldAsync());
        }

        Task<string?> call = host.Source.GetAsync(1, default);

        Assert.That(call.IsCompletedSuccessfully, Is.True);
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Waits, Is.Zero);
        Assert.That((host.EntryOf().Tally.Hits, host.Queue.Refused), Is.EqualTo((1d, 1L)));
    }

    [Test]
    public async Task Wait_CheckHangs_OnlyThoseWaitWhoCameBeforeThatShowed()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(LikelyStaleSoon);
        await host.HitAsync(1);
        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> first = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await first.Soon();

        Assert.That(host.Source.GetAsync(1, default).IsCompletedSuccessfully, Is.True);
        valve.Open();
    }
}
