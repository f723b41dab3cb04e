using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interception.Tests.EndToEnd;

/// <summary>Each piece of the application's own code that a check runs, made to fail in turn: the check is counted, nothing that it held is lost, and the next calls are right.</summary>
[TestFixture, Property("Row", "R18")]
internal sealed class FaultedCheckTests
{
    /// <summary>The steps after which nobody can tell what the method would have returned; in all others it has returned.</summary>
    private static readonly FaultyStep[] WithoutResult =
    [
        FaultyStep.Arguments, FaultyStep.Constructor, FaultyStep.Restore, FaultyStep.Call, FaultyStep.AfterAwait, FaultyStep.Cancellation, FaultyStep.NullTask,
        FaultyStep.Logger,
    ];

    [Test, Property("Failure", "B8")]
    public async Task Check_StepFails_IsCountedAndTheNextCallsAreRight([Values] FaultyStep step, [Values] bool isAsync)
    {
        using var bench = new FaultyBench();
        await using CacheHost host = Start(bench);
        await AskAsync(host, isAsync, "old-1");
        await host.IdleAsync();
        MethodReport before = Report(host, isAsync);
        host.Origin.Text = "new";

        bench.Arm(step);
        string? served = await CallAsync(host, isAsync);
        await host.IdleAsync();
        bench.Disarm();

        Assert.That(served, Is.EqualTo("old-1"), "what fails is behind the caller");
        Assert.That(bench.Tripped, Is.Positive, "or nothing has failed");
        MethodReport after = Report(host, isAsync);
        int failed = WithoutResult.Contains(step) ? 1 : 0;
        Assert.That(
            (after.Failed - before.Failed, after.Changed - before.Changed, after.Unchanged - before.Unchanged), Is.EqualTo((failed, 1 - failed, 0)));
        host.Clock.Advance(TimeSpan.FromMinutes(2)); // The method is left alone no longer.
        await CallAsync(host, isAsync);
        await host.IdleAsync(); // There is one worker: it is still there.
        await AskAsync(host, isAsync, "new-1");
        await host.IdleAsync();
        Assert.That(host.Queue.Length, Is.Zero);
    }

    [Test, Property("Failure", "B8")]
    public async Task Run_WhatTheMethodHungOnItsTokenThrows_TheClockGoesOn([Values] bool isCheck, [Values] bool isAsync)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => (method.RunTimeout, method.Expiry) = (TimeSpan.FromSeconds(5), TimeSpan.FromDays(1)), all => all.Refresh.Concurrency = 1);
        using var overdue = host.Collect<long>("interception.runs.overdue");
        if (isCheck)
        {
            await OfSourceAsync(host, isAsync);
        }

        host.Origin.Before = (_, token) =>
        {
            token.Register(FaultyBench.Throw);
            return valve.HoldAsync();
        };
        host.Origin.BeforeSync = (_, token) =>
        {
            token.Register(FaultyBench.Throw);
            valve.Hold();
        };
        Task<string?> call = OfSourceAsync(host, isAsync);
        await valve.ArrivedAsync();

        // What a timer's callback throws ends the process; here it would come out of the clock.
        await host.PassTimeUntilAsync(overdue.WaitForMeasurementsAsync(1), TimeSpan.FromSeconds(1));

        valve.Open();
        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        await host.IdleAsync();
        (host.Origin.Before, host.Origin.BeforeSync, host.Origin.Text) = (null, null, "new");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await OfSourceAsync(host, isAsync);
        await host.IdleAsync();
        Assert.That(await OfSourceAsync(host, isAsync), Is.EqualTo("new-1"));
    }

    [Test, Property("Failure", "B8")]
    public async Task Check_AnyAccessToItsResultFails_TheAnswerGoesAndTheNextCallIsRight([Values] bool isAsync)
    {
        int accesses = 0;
        while (await FailsAtAsync(accesses + 1, isAsync))
        {
            accesses++;
        }

        Assert.That(accesses, Is.GreaterThanOrEqualTo(4), "compared, written, read back and compared");
    }

    [Test, Property("Failure", "B8")]
    public async Task Services_OfTheCache_HaveNoBackgroundServiceWhoseEndWouldStopTheHost()
    {
        using var bench = new FaultyBench();
        await using CacheHost host = Start(bench);

        Assert.That(host.Services.GetServices<IHostedService>(), Is.Not.Empty.And.None.InstanceOf<BackgroundService>());
    }

    /// <summary>Lets one access to a check's result fail.</summary>
    /// <returns>Whether there were so many.</returns>
    private static async Task<bool> FailsAtAsync(int access, bool isAsync)
    {
        using var bench = new FaultyBench();
        using var valve = new Valve();
        await using CacheHost host = Start(bench);
        await AskAsync(host, isAsync, "old-1");
        host.Origin.Text = "new";
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        bench.FailAtAccess(access);
        await AskAsync(host, isAsync, "old-1");
        await valve.ArrivedAsync();
        valve.Open();
        await host.IdleAsync();
        bool isReached = bench.Tripped > 0;
        bench.Disarm();

        Assert.That(Report(host, isAsync).Changed, Is.EqualTo(1));
        Assert.That(host.EventNames().Count(name => name == "ResultNotCached"), Is.EqualTo(isReached ? 1 : 0));
        await AskAsync(host, isAsync, "new-1");
        await host.IdleAsync();
        return isReached;
    }

    private static async Task AskAsync(CacheHost host, bool isAsync, string expected) =>
        Assert.That(await CallAsync(host, isAsync), Is.EqualTo(expected));

    private static async Task<string?> CallAsync(CacheHost host, bool isAsync)
    {
        var shop = host.Get<FaultyShop.IShop>();
        var question = new FaultyShop.Question { Id = 1 };
        return (isAsync ? await shop.FindAsync(question, default).Soon() : shop.Find(question, default)).Text;
    }

    private static Task<string?> OfSourceAsync(CacheHost host, bool isAsync) =>
        isAsync ? host.Source.GetAsync(1, default) : Task.Run(() => host.Source.Get(1, default));

    private static MethodReport Report(CacheHost host, bool isAsync) =>
        host.Cache.Report().Methods.Single(one => one.Method.EndsWith(isAsync ? ".FindAsync" : ".Find", StringComparison.Ordinal));

    private static CacheHost Start(FaultyBench bench) => new(services => bench.AddTo(services)
        .AddInterception(all =>
        {
            all.Refresh.Concurrency = 1;
            (all.Defaults.Check, all.Defaults.Expiry) = (CheckMode.EveryHit, TimeSpan.FromDays(1));
            (all.Defaults.Results, all.Defaults.VaryBy) = (ResultHandling.Copy, ["bench"]);
            all.Methods["IShop.FindAsync"] = new MethodOptions();
            all.Methods["IShop.Find"] = new MethodOptions();
        }).DecorateWithCaching<FaultyShop.IShop>());
}
