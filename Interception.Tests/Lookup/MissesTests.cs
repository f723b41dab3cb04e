using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>What comes between the steps of a miss.</summary>
[TestFixture]
internal sealed class MissesTests
{
    [Test]
    public async Task TryAnswer_RunsVersion_IsDrawnOnceItsSlotStandsInTheTable([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        long seen = 0;
        host.Origin.Before = (_, _) =>
        {
            seen = NumberOfRun();
            return Task.CompletedTask;
        };
        host.Origin.BeforeSync = (_, _) => seen = NumberOfRun();
        long before = 0;
        var watch = new KeyWatch();
        watch.HashingKept = () => before = before == 0 ? RunNumber.Next() : before;

        await method.AskAsync(new WatchedKey(1, watch)).Soon();

        Assert.That(before, Is.Positive);
        Assert.That(seen, Is.GreaterThan(before), "or an invalidation before the slot stood there would not have been seen");

        long NumberOfRun() => ((RunSlot)method.SlotOf(1)!).Number;
    }

    [Test]
    public async Task TryAnswer_OlderEntryCameAfterTheFirstLook_IsNotServedInsideACheck([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        Assert.That(await method.AskAsync(1).Soon(), Is.EqualTo("old-1"));
        host.Origin.Text = "new";

        Assert.That(await method.AskAsync(1, method.NewRun(RunNumber.Next())).Soon(), Is.EqualTo("new-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task TryAnswer_SomethingCameBeforeItsRun_LooksAgainByTheKeyThatWasKept([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        bool isFirst = true;
        var watch = new KeyWatch();
        watch.HashingKept = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                method.Table.TryAdd(WatchedMethod.Key(1), new BareSlot());
            }
        };

        Assert.That(await method.AskAsync(new WatchedKey(1, watch)).Soon(), Is.EqualTo("old-1"));

        Assert.That(isFirst, Is.False);
        Assert.That(watch.Keeps, Is.EqualTo(1));
        Assert.That(watch.LateReads, Is.Zero, "what was read is good until this thread reads another key");
        Assert.That(method.SlotOf(1), Is.InstanceOf<Entry>());
    }

    [Test]
    public async Task TryAnswer_RunInsideACheck_IsTheOnlyOne([Values] bool isAsync, [Values] bool isNull)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.CacheNull = false);
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        host.Origin.Text = isNull ? null : "old";

        Assert.That(await method.AskAsync(1, method.NewRun(RunNumber.Next())).Soon(), Is.EqualTo(isNull ? null : "old-1"));

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task TryAnswer_RunBeganAfterTheCheckThatCalls_IsJoined([Values] bool isAsync)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        RunFlow<WatchedKey> check = method.NewRun(RunNumber.Next());
        Task<string?> first = method.AskAsync(1);
        await valve.ArrivedAsync();
        Task<string?> second = method.AskAsync(1, check);
        await Nodes.UntilAsync(() => check.WaitsFor is { Count: > 0 });

        valve.Open();

        Assert.That(await Task.WhenAll(first, second).Soon(), Is.All.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task TryAnswer_RunIsTooOldForTheCheckThatCalls_IsLeftToItsOwnCaller()
    {
        using var valve = new Valve();
        using var leaving = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        var signalled = new TaskCompletionSource();
        host.Origin.Before = (_, token) =>
        {
            token.UnsafeRegister(_ => signalled.TrySetResult(), null);
            return valve.HoldAsync();
        };
        Task<string?> first = method.AskAsync(1, cancelled: leaving.Token);
        await valve.ArrivedAsync();
        RunFlow<WatchedKey> check = method.NewRun(RunNumber.Next());

        Assert.That(method.Misses.TryAnswer(WatchedMethod.CallOf(WatchedMethod.Key(1), check), out _), Is.False);
        await leaving.CancelAsync();

        Assert.That(async () => await first.Soon(), Throws.InstanceOf<OperationCanceledException>());
        await signalled.Task.Soon(); // Nobody waits any more, whoever has looked at it meanwhile.
    }

    [Test]
    public async Task TryAnswer_RunThatEverybodyHasLeftStillStandsThere_IsReplaced()
    {
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        var abandoned = new Flight<WatchedKey>(method.Table, WatchedMethod.Key(1), [], null, null, null, mustRun: false, mayLeave: true);
        abandoned.Leave();
        method.Table.TryAdd(WatchedMethod.Key(1), abandoned);

        Assert.That(await Task.Run(() => method.AskAsync(1)).Soon(), Is.EqualTo("old-1"));
        Assert.That(method.SlotOf(1), Is.InstanceOf<Entry>());
    }

    [Test]
    public async Task TryAnswer_RunNeedsNothingOfItsCallers_HoldsNothingOfIt()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        host.Origin.Before = (_, _) => valve.HoldAsync();

        Task<string?> call = method.AskAsync(1);
        await valve.ArrivedAsync();

        Assert.That(((Flight<WatchedKey>)method.SlotOf(1)!).BorrowedArguments, Is.Null);
        valve.Open();
        await call.Soon();
    }

    [Test]
    public async Task Fly_EverybodyHasLeft_RunsNothing()
    {
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        var flight = new Flight<WatchedKey>(method.Table, WatchedMethod.Key(1), [], null, null, null, mustRun: false, mayLeave: true);
        var flights = new FlightRun<WatchedKey>(method.Method, method.Table, host.Runtime.Services);
        flight.Leave();
        await Nodes.UntilAsync(() => flight.Abandoned.IsCancellationRequested);

        Assert.That(async () => await flights.FlyAsync(flight).Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(host.Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task GiveUp_RunEndsAtThatMoment_IsNotOverdue()
    {
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        using var overdue = host.Collect<long>("interception.runs.overdue");
        var slot = new Flight<WatchedKey>(method.Table, WatchedMethod.Key(1), [], null, null, null, mustRun: false, mayLeave: false);
        method.Table.TryAdd(WatchedMethod.Key(1), slot);

        method.Method.GiveUp(slot, Task.CompletedTask);

        Assert.That(method.SlotOf(1), Is.Null);
        Assert.That(overdue.GetMeasurementSnapshot(), Is.Empty);
        Assert.That(host.EventNames(), Is.Empty);
    }
}
