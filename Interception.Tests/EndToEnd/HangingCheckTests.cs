using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A source that hangs holds up nobody but its own method, and that only for a while.</summary>
[TestFixture]
internal sealed class HangingCheckTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test, Property("Failure", "B19")]
    public async Task Check_SlowerThanRunTimeout_FailsAndItsLateResultIsIgnored()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => (method.RunTimeout, method.Expiry) = (5 * Second, TimeSpan.FromDays(1)));
        using var checks = host.Collect<long>("interception.checks");
        using var overdue = host.Collect<long>("interception.runs.overdue");
        await host.Source.GetAsync(1, default);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.Text = "late";
        await HangAsync(host, valve, 1);

        Assert.That(checks.LastMeasurement!.Tags["result"], Is.EqualTo("failed"));
        Assert.That(overdue.GetMeasurementSnapshot(), Has.Count.EqualTo(1));
        Assert.That(
            host.OwnLogs().Single(record => record.Id.Name == "CheckFailed").Exception,
            Is.TypeOf<TimeoutException>().With.Message.EqualTo("The run took longer than its RunTimeout of 00:00:05."));
        valve.Open();
        await EndedAsync(host, overdue: 0);
        Assert.That((await host.Cache.PeekAsync<ISource>(source => source.GetAsync(1, default)))!.Value, Is.EqualTo("old-1"));
    }

    [Test]
    public async Task Check_RunTimeoutOver_SignalsTheRunsToken()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => (method.RunTimeout, method.Expiry) = (5 * Second, TimeSpan.FromDays(1)));
        await host.Source.GetAsync(1, default);
        CancellationToken given = default;
        host.Origin.Before = (_, token) =>
        {
            given = token;
            return valve.PassAsync(token);
        };

        await HangAsync(host, valve, 1);

        Assert.That(given.IsCancellationRequested, Is.True);
        await EndedAsync(host, overdue: 0);
    }

    [Test, Property("Failure", "B19")]
    public async Task Check_HangsForEver_FreesItsPermit()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => (method.RunTimeout, method.MaxConcurrentChecks) = (5 * Second, 1), all => all.Refresh.Concurrency = 1);
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(2, default);
        host.Origin.Before = (id, _) => id == 1 ? valve.HoldAsync() : Task.CompletedTask;
        await HangAsync(host, valve, 1);
        host.Origin.Text = "new";

        await host.Source.GetAsync(2, default);
        await host.IdleAsync();

        Assert.That(await host.Source.GetAsync(2, default), Is.EqualTo("new-2"));
    }

    [Test]
    public async Task Check_FourRunsOverdue_SuspendsTheMethodAloneUntilOneEnds()
    {
        using var valve = new Valve();
        using var first = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => (method.RunTimeout, method.Expiry) = (5 * Second, TimeSpan.FromDays(1)));
        for (int i = 0; i < 5; i++)
        {
            await host.Source.GetAsync(i, default);
        }

        await host.Source.GetValueAsync(1, default);
        host.Origin.Before = (id, _) => id == 0 ? first.HoldAsync() : valve.HoldAsync();
        await HangAsync(host, first, 0);
        for (int i = 1; i < 4; i++)
        {
            await HangAsync(host, valve, i);
        }

        Assert.That(host.EventNames(), Has.Exactly(1).EqualTo("ChecksSuspended"));
        host.Origin.Before = null;
        host.Origin.Text = "new";
        long refused = host.Queue.Refused;
        Assert.That(await host.Source.GetAsync(4, default), Is.EqualTo("old-4"));
        Assert.That(host.Queue.Refused, Is.EqualTo(refused + 1));

        await host.Source.GetValueAsync(1, default); // Another method goes on.
        await host.IdleAsync();
        Assert.That(await host.Source.GetValueAsync(1, default), Is.EqualTo("new-1"));

        first.Open();
        await EndedAsync(host, overdue: 3);
        await host.Source.GetAsync(4, default);
        await host.IdleAsync();
        Assert.That(await host.Source.GetAsync(4, default), Is.EqualTo("new-4"));
    }

    [Test]
    public async Task Check_MethodSuspended_GivesUpItsPlacesInTheQueue()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => (method.RunTimeout, method.MaxConcurrentChecks, method.Expiry) = (5 * Second, 4, TimeSpan.FromDays(1)),
            all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (4, 8));
        for (int i = 0; i < 12; i++)
        {
            await host.Source.GetAsync(i, default);
        }

        await host.Source.GetValueAsync(1, default);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        for (int i = 0; i < 12; i++)
        {
            await host.Source.GetAsync(i, default);
            await valve.ArrivedAsync(i < 4 ? 1 : 0);
        }

        await host.PassTimeUntilAsync(host.Cache.WhenIdleAsync(), Second);
        Assert.That(host.Queue.Length, Is.Zero);
        Assert.That(host.Queue.Refused, Is.InRange(5, 8), "what was queued and given up counts as refused; up to three may have begun before");

        host.Origin.Before = null;
        host.Origin.Text = "new";
        await host.Source.GetValueAsync(1, default);
        await host.IdleAsync();
        Assert.That(await host.Source.GetValueAsync(1, default), Is.EqualTo("new-1"));
        valve.Open();
        await EndedAsync(host, overdue: 0);
        await host.Source.GetAsync(11, default);
        await host.IdleAsync();
        Assert.That(await host.Source.GetAsync(11, default), Is.EqualTo("new-11"), "and it is asked for again");
    }

    /// <summary>Asks for a check that hangs, and lets its timeout pass.</summary>
    private static async Task HangAsync(CacheHost host, Valve valve, int id)
    {
        await host.Source.GetAsync(id, default);
        await valve.ArrivedAsync();
        await host.PassTimeUntilAsync(host.Cache.WhenIdleAsync(), Second);
    }

    /// <summary>Waits until no more than so many runs of GetAsync are overdue.</summary>
    private static async Task EndedAsync(CacheHost host, int overdue)
    {
        CheckLane lane = host.LaneOf(nameof(ISource.GetAsync));
        while (lane.Overdue.Count > overdue)
        {
            await Task.Yield();
        }
    }
}
