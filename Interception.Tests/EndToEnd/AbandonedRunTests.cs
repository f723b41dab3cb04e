using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>Runs that their callers, the clock or the application leave behind.</summary>
[TestFixture]
internal sealed class AbandonedRunTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test, Property("Failure", "B23")]
    public async Task Miss_FirstSyncCallerCancels_TheOneAtTheGateIsAnswered([Values] bool isBeforeTheOtherCame)
    {
        using var valve = new Valve();
        using var cancellation = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource();
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        host.Origin.BeforeSync = (_, token) =>
        {
            valve.Hold();
            token.WaitHandle.WaitOne(isBeforeTheOtherCame ? Timeout.Infinite : 0);
            token.ThrowIfCancellationRequested();
        };
        Task<string?> first = OnThread(() => host.Source.Get(1, cancellation.Token));
        await valve.ArrivedAsync();
        if (isBeforeTheOtherCame)
        {
            await cancellation.CancelAsync();
        }

        Task<string?> second = OnThread(() => host.Source.Get(1, default));
        await requests.WaitForMeasurementsAsync(2).Soon();
        await cancellation.CancelAsync();
        host.Origin.BeforeSync = null;
        valve.Open();

        Assert.That(await second.Soon(), Is.EqualTo("old-1"));
        await first.ContinueWith(static _ => { }, TaskScheduler.Default).Soon();
        Assert.That(first.IsFaulted && first.Exception!.InnerException is not OperationCanceledException, Is.False);
    }

    [Test, Property("Failure", "B22")]
    public async Task Miss_RunHangs_AsyncJoinerCallsTheMethodItselfAfterRunTimeout([Values] bool isValueTask)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = 5 * Second);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> first = CallAsync(host, isValueTask, default);
        await valve.ArrivedAsync();
        Task<string?> joiner = CallAsync(host, isValueTask, default);
        host.Origin.Before = null;

        host.Clock.Advance(4 * Second);
        Assert.That((joiner.IsCompleted, host.Origin.Runs), Is.EqualTo((false, 1)));
        await host.PassTimeUntilAsync(joiner, Second);

        Assert.That(await joiner, Is.EqualTo("old-1"));
        Assert.That((first.IsCompleted, host.Origin.Runs), Is.EqualTo((false, 2)));
        valve.Open();
        Assert.That(await first.Soon(), Is.EqualTo("old-1"));
    }

    [Test]
    public async Task Miss_ContainerIsDisposedOf_SignalsItsRun([Values] bool isAsync)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        host.Origin.Before = (_, token) => valve.PassAsync(token);
        host.Origin.BeforeSync = (_, token) => valve.Pass(token);
        ISource source = host.Source;
        Task<string?> call = isAsync ? source.GetAsync(1, default) : OnThread(() => source.Get(1, default));
        await valve.ArrivedAsync();

        await host.DisposeAsync();

        Assert.That(() => call.Soon(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Dispose_WhoeverWasWaitingBlocks_TheOtherRunsHearAllTheSame()
    {
        using var running = new Valve();
        using var heard = new CountdownEvent(2);
        await using CacheHost host = CacheHost.OfSource();
        host.Origin.Before = (_, token) =>
        {
            var cancelled = new TaskCompletionSource(); // Whoever waits for it goes on within the callback.
            token.Register(() => cancelled.TrySetCanceled(token));
            running.HoldAsync();
            return cancelled.Task;
        };
        Task<bool>[] calls = [.. Enumerable.Range(1, 2).Select(id => Task.Run(() => CallAsync(id)))];
        await running.ArrivedAsync(2);
        for (int i = 0; i < 1_000; i++)
        {
            await Task.Yield(); // Until both are awaited, or they would have nothing to go on with.
        }

        await host.DisposeAsync();

        Assert.That(await Task.WhenAll(calls).Soon(), Is.All.True);

        async Task<bool> CallAsync(int id)
        {
            try
            {
                await host.Source.GetAsync(id, default);
                return false;
            }
            catch (OperationCanceledException)
            {
                heard.Signal();
                return heard.Wait(TimeSpan.FromSeconds(10)); // The one who comes first waits here for the other.
            }
        }
    }

    [Test]
    public async Task Check_ApplicationStops_IsNotCountedAsOverdue()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.MaxConcurrentChecks = 4, all => all.Refresh.Concurrency = 4);
        using MetricCollector<long> overdue = host.Collect<long>("interception.runs.overdue");
        await HitAsync(host, 4);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await HitAsync(host, 4);
        await valve.ArrivedAsync(4);
        Task idle = host.IdleAsync();

        host.Queue.Dispose();
        await idle;

        Assert.That(overdue.GetMeasurementSnapshot(), Is.Empty);
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Overdue.Count, Is.Zero);
        Assert.That(host.EventNames(), Is.Empty);
    }

    [Test]
    public async Task Miss_NobodyNeedsItsResultAnyMore_IsCountedWhenItIsOverdue([Values] bool isInvalidated)
    {
        using var valve = new Valve();
        using var cancellation = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = 5 * Second);
        using MetricCollector<long> overdue = host.Collect<long>("interception.runs.overdue");
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> call = CallAsync(host, isValueTask: false, cancellation.Token);
        await valve.ArrivedAsync();
        if (isInvalidated)
        {
            await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        }
        else
        {
            await cancellation.CancelAsync();
            Assert.That(() => call.Soon(), Throws.InstanceOf<OperationCanceledException>());
        }

        await host.PassTimeUntilAsync(overdue.WaitForMeasurementsAsync(1), Second);

        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Overdue.Count, Is.EqualTo(1));
        valve.Open();
        await call.ContinueWith(static _ => { }, TaskScheduler.Default).Soon();
    }

    private static Task<string?> CallAsync(CacheHost host, bool isValueTask, CancellationToken token) =>
        isValueTask ? host.Source.GetValueAsync(1, token).AsTask() : host.Source.GetAsync(1, token);

    private static async Task HitAsync(CacheHost host, int keys)
    {
        for (int i = 0; i < keys; i++)
        {
            await host.Source.GetAsync(i, default);
        }
    }

    private static Task<T> OnThread<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
