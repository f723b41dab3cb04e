using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>Misses of synchronous methods: the first caller runs, the others wait at the gate.</summary>
[TestFixture]
internal sealed class SyncFlightTests
{
    [Test, Property("Failure", "C22")]
    public async Task Miss_ManyCallersBeforeItEnds_RunsOnce()
    {
        const int callers = 100;
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        Task<string?>[] calls = [.. Enumerable.Range(0, callers).Select(_ => OnThread(() => host.Source.Get(1, default)))];
        await requests.WaitForMeasurementsAsync(callers).Soon();

        valve.Open();

        string?[] answers = await Task.WhenAll(calls).Soon();
        Assert.That(answers, Is.All.EqualTo("old-1"));
        Assert.That(answers, Is.All.SameAs(answers[0]));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test, Property("Failure", "B24")]
    public async Task Miss_MethodThrows_ReachesEveryWaiterAndIsNotCached()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        host.Origin.BeforeSync = (_, _) =>
        {
            valve.Hold();
            throw new ArgumentException("No such city.");
        };
        Task<string?>[] calls = [.. Enumerable.Range(0, 5).Select(_ => OnThread(() => host.Source.Get(1, default)))];
        await requests.WaitForMeasurementsAsync(5).Soon();
        valve.Open();

        foreach (Task<string?> call in calls)
        {
            Assert.That(() => call.Soon(), Throws.TypeOf<ArgumentException>().With.Message.EqualTo("No such city."));
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        host.Origin.BeforeSync = null;
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
    }

    [Test, Property("Failure", "B22")]
    public async Task Miss_WaiterOutlastsRunTimeout_RunsTheMethodItself()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = TimeSpan.FromSeconds(5));
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        Task<string?> first = OnThread(() => host.Source.Get(1, default));
        await valve.ArrivedAsync();
        Task<string?> second = OnThread(() => host.Source.Get(1, default));
        await requests.WaitForMeasurementsAsync(2).Soon();
        host.Origin.BeforeSync = null;

        await host.PassTimeUntilAsync(second, TimeSpan.FromSeconds(1));

        Assert.That(await second, Is.EqualTo("old-1"));
        Assert.That(first.IsCompleted, Is.False);
        Assert.That((host.Origin.Runs, host.LaneOf(nameof(ISource.Get)).Overdue.Count), Is.EqualTo((2, 1)));
        valve.Open();
        Assert.That(await first.Soon(), Is.EqualTo("old-1"), "late, but its own");
        Assert.That(await host.Cache.PeekAsync<ISource>(source => source.Get(1, default)), Is.Null, "and not stored");
        await Nodes.UntilAsync(() => host.LaneOf(nameof(ISource.Get)).Overdue.Count == 0);
    }

    [Test]
    public async Task Miss_WaiterCancels_LeavesTheRunToTheOthers()
    {
        using var valve = new Valve();
        using var source = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource();
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        host.Origin.BeforeSync = (_, token) => valve.Pass(token);
        Task<string?> first = OnThread(() => host.Source.Get(1, default));
        await valve.ArrivedAsync();
        Task<string?> second = OnThread(() => host.Source.Get(1, source.Token));
        await requests.WaitForMeasurementsAsync(2).Soon();

        await source.CancelAsync();

        Assert.That(() => second.Soon(), Throws.InstanceOf<OperationCanceledException>());
        valve.Open();
        Assert.That(await first.Soon(), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1), "who gives up asks nobody else");
    }

    [Test]
    public async Task Miss_OnlyCallerCancels_SignalsItsRun()
    {
        using var valve = new Valve();
        using var source = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        host.Origin.BeforeSync = (_, token) => valve.Pass(token);
        Task<string?> only = OnThread(() => host.Source.Get(1, source.Token));
        await valve.ArrivedAsync();

        await source.CancelAsync();

        Assert.That(() => only.Soon(), Throws.InstanceOf<OperationCanceledException>());
        host.Origin.BeforeSync = null;
        Assert.That((host.Source.Get(1, default), host.Source.Get(1, default)), Is.EqualTo(("old-1", "old-1")));
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "the next call is cached");
    }

    [Test]
    public async Task Miss_CancelledByRunTimeout_SaysSoToAllAndTheKeyIsFree()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.RunTimeout) = (CheckMode.Off, TimeSpan.FromSeconds(5)));
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        host.Origin.BeforeSync = (_, token) => valve.Pass(token);
        Task<string?> first = OnThread(() => host.Source.Get(1, default));
        await valve.ArrivedAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Task<string?> second = OnThread(() => host.Source.Get(1, default));
        await requests.WaitForMeasurementsAsync(2).Soon();

        host.Clock.Advance(TimeSpan.FromSeconds(2));

        foreach (Task<string?> call in (Task<string?>[])[first, second])
        {
            Assert.That(() => call.Soon(), Throws.TypeOf<TimeoutException>().With.Message.StartsWith(
                "'ISource.Get' was cancelled because it took longer than its RunTimeout of 00:00:05"));
        }

        host.Origin.BeforeSync = null;
        Assert.That((host.Source.Get(1, default), host.Source.Get(1, default)), Is.EqualTo(("old-1", "old-1")));
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "the next call is cached");
    }

    private static Task<T> OnThread<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
