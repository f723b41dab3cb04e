using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>Misses of asynchronous methods: one run for everybody who asks meanwhile.</summary>
[TestFixture]
internal sealed class FlightTests
{
    [Test, Property("Failure", "C21"), Property("Failure", "P1")]
    public async Task Miss_ThousandCallersAtOnce_RunsOnce([Values] bool isValueTask)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        host.Origin.Before = (_, _) => valve.HoldAsync();

        Task<string?>[] calls = [.. Enumerable.Range(0, 1000).Select(_ => Task.Run(() => CallAsync(host, isValueTask)))];
        await valve.ArrivedAsync();
        valve.Open();

        Assert.That(await Task.WhenAll(calls).Soon(), Is.All.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test, Property("Failure", "C22")]
    public async Task Miss_ThousandCallersBeforeItEnds_RunsOnce([Values] bool isValueTask)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        host.Origin.Before = (_, _) => valve.HoldAsync();

        Task<string?>[] calls = [.. Enumerable.Range(0, 1000).Select(_ => CallAsync(host, isValueTask))];
        valve.Open();

        Assert.That(await Task.WhenAll(calls).Soon(), Is.All.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test, Property("Failure", "B23")]
    public async Task Miss_OneCallerCancels_AbandonsItsOwnWaitOnly()
    {
        using var valve = new Valve();
        using var source = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource();
        host.Origin.Before = (_, token) => valve.PassAsync(token);
        Task<string?> leaving = host.Source.GetAsync(1, source.Token);
        Task<string?> staying = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        await source.CancelAsync();

        Assert.That(() => leaving.Soon(), Throws.InstanceOf<OperationCanceledException>());
        valve.Open();
        Assert.That(await staying.Soon(), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("old-1"), "and the answer is cached");
    }

    [Test]
    public async Task Miss_LastCallerLeaves_SignalsTheRunAndTheNextCallerStartsANewOne()
    {
        using var valve = new Valve();
        using var source = new CancellationTokenSource();
        var signalled = new TaskCompletionSource();
        await using CacheHost host = CacheHost.OfSource();
        host.Origin.Before = (_, token) =>
        {
            token.UnsafeRegister(_ => signalled.TrySetResult(), null);
            return valve.HoldAsync(); // Goes on all the same.
        };
        Task<string?>[] leaving = [host.Source.GetAsync(1, source.Token), host.Source.GetAsync(1, source.Token)];
        await valve.ArrivedAsync();

        await source.CancelAsync();

        Assert.That(() => Task.WhenAll(leaving).Soon(), Throws.InstanceOf<OperationCanceledException>());
        await signalled.Task.Soon();
        host.Origin.Before = null;
        host.Origin.Text = "new";
        Assert.That(await host.Source.GetAsync(1, default).Soon(), Is.EqualTo("new-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test, Property("Failure", "B24")]
    public async Task Miss_MethodThrows_ReachesEveryWaiterAndIsNotCached()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        host.Origin.Before = async (_, _) =>
        {
            await valve.HoldAsync();
            throw new ArgumentException("No such city.");
        };
        Task<string?>[] calls = [.. Enumerable.Range(0, 10).Select(_ => host.Source.GetAsync(1, default))];
        valve.Open();

        foreach (Task<string?> call in calls)
        {
            Assert.That(() => call.Soon(), Throws.TypeOf<ArgumentException>().With.Message.EqualTo("No such city."));
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        host.Origin.Before = null;
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test, Property("Failure", "B29")]
    public async Task Miss_ResultsAreCopied_EveryWaiterGetsItsOwn()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.Results = ResultHandling.Copy);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<List<string>>[] calls = [.. Enumerable.Range(0, 10).Select(_ => host.Source.ListAsync(1))];
        valve.Open();

        List<string>[] lists = await Task.WhenAll(calls).Soon();

        Assert.That(lists.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(10));
        Assert.That(lists, Is.All.EqualTo(lists[0]));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Miss_NullResult_IsAnAnswerWhereNullsAreCached([Values] bool cacheNull)
    {
        await using CacheHost host = CacheHost.OfSource(method => (method.CacheNull, method.Check) = (cacheNull, CheckMode.Off));
        host.Origin.Text = null;

        Assert.That(await host.Source.GetAsync(1, default), Is.Null);
        Assert.That(await host.Source.GetAsync(1, default), Is.Null);
        Assert.That(host.Source.Get(1, default), Is.Null);
        Assert.That(host.Source.Get(1, default), Is.Null);

        Assert.That(host.Origin.Runs, Is.EqualTo(cacheNull ? 2 : 4));
    }

    [Test]
    public async Task Miss_LongerThanRunTimeout_IsHandedToItsWaitersAndNotStored()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = TimeSpan.FromSeconds(5));
        using MetricCollector<long> overdue = host.Collect<long>("interception.runs.overdue");
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?>[] calls = [host.Source.GetAsync(1, default), host.Source.GetAsync(1, default)];
        await valve.ArrivedAsync();
        await host.PassTimeUntilAsync(overdue.WaitForMeasurementsAsync(1), TimeSpan.FromSeconds(1));

        valve.Open();

        Assert.That(await Task.WhenAll(calls).Soon(), Is.All.EqualTo("old-1"));
        Assert.That(await host.Cache.PeekAsync<ISource>(source => source.GetAsync(1, default)), Is.Null);
        Assert.That(host.EventNames(), Has.Exactly(1).EqualTo("RunOverdue"));
    }

    [Test]
    public async Task Miss_LongerThanRunTimeoutForACallerWithAToken_RunsOnceAllTheSame()
    {
        using var valve = new Valve();
        using var source = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = TimeSpan.FromSeconds(5));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string?> call = host.Source.GetAsync(1, source.Token);
        await valve.ArrivedAsync();
        host.Origin.Before = null;

        host.Clock.Advance(TimeSpan.FromSeconds(5));
        valve.Open();

        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1), "whoever started it waits for it as long as it takes");
    }

    [Test]
    public async Task Miss_CancelledByRunTimeout_SaysSo()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = TimeSpan.FromSeconds(5));
        host.Origin.Before = (_, token) => valve.PassAsync(token);
        Task<string?> call = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(() => call.Soon(), Throws.TypeOf<TimeoutException>().With.Message.EqualTo(
            "'ISource.GetAsync' was cancelled because it took longer than its RunTimeout of 00:00:05; "
            + "raise RunTimeout for this method if that is how long it takes."));
    }

    private static Task<string?> CallAsync(CacheHost host, bool isValueTask) =>
        isValueTask ? host.Source.GetValueAsync(1, default).AsTask() : host.Source.GetAsync(1, default);
}
