using Interception.Lookup;
using Interception.Runs;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>While a run waits for another, that one must not wait for it in turn; afterwards it may.</summary>
[TestFixture]
internal sealed class RunWaitTests
{
    [Test]
    public async Task Miss_InsideARun_IsWaitedForUntilItEnds([Values] bool isAsync, [Values] bool isByHand, [Values] bool isFirst)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        RunFlow<WatchedKey> waiter = method.NewRun();
        Task first = isFirst ? AskAsync() : method.AskAsync(1);
        await valve.ArrivedAsync();
        RunFlow awaited = ((RunSlot)method.SlotOf(1)!).Flow;
        Task call = isFirst ? first : AskAsync();
        await Nodes.UntilAsync(() => waiter.WaitsFor is { Count: > 0 });

        Assert.That(WaitGraph.TryWait(awaited, waiter), Is.False, "each would wait for the other");
        valve.Open();
        await Task.WhenAll(first, call).Soon();

        Assert.That(WaitGraph.TryWait(awaited, waiter), Is.True, "nobody waits for it any more");

        Task AskAsync() => isByHand
            ? method.Misses.RunAsync(WatchedMethod.CallOf(WatchedMethod.Key(1), waiter)) : method.AskAsync(1, waiter);
    }

    [Test]
    public async Task Miss_CallerInsideARunGivesUp_IsWaitedForNoLonger([Values] bool isAsync)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        RunFlow<WatchedKey> waiter = method.NewRun();
        Task<string?> first = method.AskAsync(1);
        await valve.ArrivedAsync();
        RunFlow awaited = ((RunSlot)method.SlotOf(1)!).Flow;
        using var leaving = new CancellationTokenSource();
        Task<string?> call = method.AskAsync(1, waiter, leaving.Token);
        await Nodes.UntilAsync(() => waiter.WaitsFor is { Count: > 0 });

        await leaving.CancelAsync();

        Assert.That(async () => await call.Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(first.IsCompleted, Is.False);
        Assert.That(WaitGraph.TryWait(awaited, waiter), Is.True, "who has left waits for nothing");
        valve.Open();
        await first.Soon();
    }

    [Test]
    public async Task Run_HasEnded_WhatItLeftBehindIsPartOfNoRun([Values] bool isAlone)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => method.RunTimeout = TimeSpan.FromSeconds(5));
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        if (isAlone)
        {
            host.Origin.Before = (_, _) => valve.HoldAsync();
            _ = method.AskAsync(1);
            await valve.ArrivedAsync();
        }

        ExecutionContext? leftBehind = null;
        RunFlow? during = null, after = null;
        host.Origin.Before = (_, _) =>
        {
            (leftBehind, during) = (ExecutionContext.Capture(), RunFlow.Current);
            return Task.CompletedTask;
        };
        Task<string?> call = method.AskAsync(1);
        await host.PassTimeUntilAsync(call, TimeSpan.FromSeconds(1));

        ExecutionContext.Run(leftBehind!, _ => after = RunFlow.Current, null);

        Assert.That(during, Is.Not.Null);
        Assert.That(after, Is.Null, "work that goes on after its run calls like anybody else");
    }
}
