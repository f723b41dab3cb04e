using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What the queue takes and drops while runs hang, settings change and the application ends.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckQueueTests : IDisposable
{
    private const int Keys = 4;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Valve _valve = new();

    public void Dispose() => _valve.Dispose();

    [Test]
    public async Task Resize_MoreConcurrency_StartsWhatWaits()
    {
        await using CacheHost host = await StartAsync(waiting: 1);

        host.Queue.Resize(2, 100, null);

        await _valve.ArrivedAsync();
        Assert.That(host.Queue.Length, Is.Zero);
    }

    [Test]
    public async Task Resize_NumberOfChecksASecond_HoldsFromNowOn()
    {
        await using CacheHost host = CacheHost.OfSource();
        Assert.That(host.Queue.Spending.IsUnlimited, Is.True);

        host.Queue.Resize(1, 100, 5);
        Assert.That(host.Queue.Spending.IsUnlimited, Is.False);
        host.Queue.Resize(1, 100, null);
        Assert.That(host.Queue.Spending.IsUnlimited, Is.True);
    }

    [Test]
    public async Task TryAdd_MethodHasComeToHang_DropsWhatWaitsOfItToo([Values] bool isClaimed)
    {
        await using CacheHost host = await StartAsync(waiting: 2);
        (CheckLane lane, Entry last) = (LaneOf(host), EntryOf(host, 3));
        Assert.That(isClaimed && !host.Queue.TryClaim(lane, last), Is.False);
        Hang(lane, OverdueRuns.Limit);

        Assert.That(isClaimed ? host.Queue.TryAdd(lane, last) : host.Queue.TryEnqueue(lane, last), Is.False);

        Assert.That((host.Queue.Length, host.Queue.Refused, last.IsCheckPending), Is.EqualTo((0, 3L, false)));
        Assert.That(host.EventNames(), Has.None.EqualTo("QueueFull"), "there was room");
    }

    [Test]
    public async Task Check_BringsItsMethodToHang_DropsWhatWaitsOfIt()
    {
        await using CacheHost host = await StartAsync(waiting: 2);
        Hang(LaneOf(host), OverdueRuns.Limit - 1);

        await host.PassTimeUntilAsync(host.Cache.WhenIdleAsync(), Second);

        Assert.That((host.Queue.Length, host.Queue.Refused, host.Origin.Runs), Is.EqualTo((0, 2L, Keys + 1)));
    }

    [Test]
    public async Task TryEnqueue_Full_SaysSoOnceASecond()
    {
        await using CacheHost host = await StartAsync(waiting: 1, capacity: 1);
        using var refused = host.Collect<long>("interception.checks.refused");

        host.Queue.TryEnqueue(LaneOf(host), EntryOf(host, 2));
        host.Queue.TryEnqueue(LaneOf(host), EntryOf(host, 3));

        Assert.That(host.Queue.Refused, Is.EqualTo(2));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["QueueFull"]));
        Assert.That(refused.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["full", "full"]));
    }

    [Test]
    public async Task Stop_AChecksRuns_DropsThoseThatWaitAndTakesNoOthers()
    {
        await using CacheHost host = await StartAsync(waiting: 1);

        Task stop = host.Queue.StopAsync(TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That((stop.IsCompleted, host.Queue.Length, EntryOf(host, 1).IsCheckPending), Is.EqualTo((false, 0, false)));
        Assert.That(host.Queue.TryEnqueue(LaneOf(host), EntryOf(host, 2)), Is.False);
        _valve.Open();
        await stop.Soon();
        Assert.That(host.Origin.Runs, Is.EqualTo(Keys + 1));
    }

    [Test]
    public async Task Dispose_ACheckRuns_DropsThoseThatWaitAndTakesNoOthers()
    {
        await using CacheHost host = await StartAsync(waiting: 1);

        host.Queue.Dispose();

        Assert.That((host.Queue.Length, EntryOf(host, 1).IsCheckPending), Is.EqualTo((0, false)));
        Assert.That(host.Queue.TryEnqueue(LaneOf(host), EntryOf(host, 2)), Is.False);
        await host.IdleAsync();
    }

    [Test]
    public async Task Verify_EntryIsLeftAloneThoughItsMethodDoesNotFail_IsChecked()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        await host.Source.GetAsync(1, default);
        host.EntryOf().PauseUntil(host.Runtime.Services.Clock.Now + TimeSpan.FromHours(1).Ticks);

        host.Queue.Verify(LaneOf(host), host.EntryOf());
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    private static CheckLane LaneOf(CacheHost host) => host.LaneOf(nameof(ISource.GetAsync));

    private static Entry EntryOf(CacheHost host, int id) => host.MethodOf().Table.Entries.Single(entry => Equals(entry.Answer.Value, $"old-{id}"));

    /// <summary>Lets runs of the method be overdue until the valve is opened.</summary>
    private void Hang(CheckLane lane, int runs)
    {
        for (int run = 0; run < runs; run++)
        {
            lane.Overdue.TryAdd(_valve.HoldAsync());
        }
    }

    /// <summary>A host with answers, of which one is being checked and some wait for that.</summary>
    private async Task<CacheHost> StartAsync(int waiting, int capacity = 100)
    {
        CacheHost host = CacheHost.OfSource(
            method => (method.MaxConcurrentChecks, method.RunTimeout, method.Expiry) = (8, 5 * Second, TimeSpan.FromDays(1)),
            all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (1, capacity));
        for (int id = 0; id < Keys; id++)
        {
            await host.Source.GetAsync(id, default);
        }

        host.Origin.Before = (_, _) => _valve.HoldAsync();
        await host.Source.GetAsync(0, default);
        await _valve.ArrivedAsync();
        for (int id = 1; id <= waiting; id++)
        {
            await host.Source.GetAsync(id, default);
        }

        Assert.That(host.Queue.Length, Is.EqualTo(waiting));
        return host;
    }
}
