using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>Several nodes miss the same key: one runs, the others wait for it, but not for long.</summary>
[TestFixture]
internal sealed class SharedLeaseTests
{
    [Test, Property("Failure", "P1"), Property("Failure", "P7")]
    public async Task Find_AnotherNodeRuns_WaitsForItsResult([Values] bool isAsync, [Values] bool isDeaf)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, Patient);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, Patient);
        second.Connection.IsDeaf = isDeaf;
        using Valve run = Hold(first);
        Task<string?> runs = first.AskAsync(isAsync);
        await run.ArrivedAsync();
        Task<string?> waits = second.AskAsync(isAsync);
        await Nodes.UntilAsync(() => second.Connection.TakeCalls().Contains(isAsync ? "acquire" : "acquire blocking"));
        Assert.That(waits.IsCompleted, Is.False);

        run.Open();
        await runs.Soon();
        await first.IdleAsync();
        if (isDeaf)
        {
            await second.Host.PassTimeUntilAsync(waits, TimeSpan.FromMilliseconds(1));
        }

        Assert.That(await waits.Soon(), Is.EqualTo("old-1"));
        Assert.That(second.Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task Find_LeaseWaitIsOver_Runs([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, Patient);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, Patient);
        using Valve run = Hold(first);
        Task<string?> hangs = first.AskAsync(isAsync);
        await run.ArrivedAsync();
        second.Origin.Text = "new";
        long before = second.Host.Clock.GetTimestamp();

        Task<string?> waits = second.AskAsync(isAsync);
        await second.Host.PassTimeUntilAsync(waits, TimeSpan.FromMilliseconds(1));

        Assert.That(await waits, Is.EqualTo("new-1"));
        Assert.That(second.Host.Clock.GetElapsedTime(before), Is.GreaterThanOrEqualTo(FakeNode.Settings.LeaseWait));
        TimeSpan passed = second.Host.Clock.GetElapsedTime(before) + TimeSpan.FromSeconds(1);
        server.Clock.Advance(passed);
        first.Host.Clock.Advance(passed);
        run.Open();
        await hangs.Soon();
        await second.IdleAsync();
        await first.IdleAsync();
        Assert.That(first.Entries.Single().Shared!.DisputedVersion, Is.EqualTo(second.Entries.Single().Version), "nobody can tell whose answer is newer");
        first.Origin.Text = "newest";
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        Assert.That(first.Entries.Single().Answer.Value, Is.EqualTo("newest-1"), "a run that is later than both");
        Assert.That(second.Entries.Single().Answer.Value, Is.EqualTo("newest-1"));
    }

    [Test]
    public async Task Find_NobodyIsToBeWaitedFor_RunsAtOnce([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, Patient);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, Patient, FakeNode.Settings with { LeaseWait = TimeSpan.Zero });
        using Valve run = Hold(first);
        Task<string?> hangs = first.AskAsync(isAsync);
        await run.ArrivedAsync();

        Assert.That(await second.AskAsync(isAsync).Soon(), Is.EqualTo("old-1"));
        Assert.That(second.Origin.Runs, Is.EqualTo(1));
        run.Open();
        await hangs.Soon();
    }

    [Test]
    public async Task Find_OtherNodesRunFails_LeavesTheLeaseToTheNext([Values] bool isAsync, [Values] bool isCancelled)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, Patient);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, Patient, FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) });
        Exception failure = isCancelled ? new OperationCanceledException("No.") : new InvalidOperationException("No.");
        first.Origin.Before = (_, _) => throw failure;
        first.Origin.BeforeSync = (_, _) => throw failure;
        Assert.That(async () => await first.AskAsync(isAsync).Soon(), Throws.InstanceOf(failure.GetType()));
        await first.IdleAsync();

        Assert.That(await second.AskAsync(isAsync).Soon(), Is.EqualTo("old-1"), "no time has passed");
        Assert.That(first.Connection.TakeCalls().Last(), Is.EqualTo("backoff"));
    }

    [Test]
    public async Task Find_OwnRunFailedJustNow_WaitsOnlyUntilItsLeaseIsGivenBack([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new FakeServer(), 1, Patient, FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) });
        node.Origin.Before = (_, _) => throw new InvalidOperationException("No.");
        node.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("No.");
        using var givesBack = new Valve();
        node.Connection.Before = command => command == "backoff" ? givesBack.HoldAsync() : null;
        Assert.That(async () => await node.AskAsync(isAsync).Soon(), Throws.InstanceOf<InvalidOperationException>());
        await givesBack.ArrivedAsync();
        node.Connection.TakeCalls();
        node.Origin.Before = null;
        node.Origin.BeforeSync = null;
        Task<string?> again = node.AskAsync(isAsync);
        await Nodes.UntilAsync(() => node.Connection.TakeCalls().Contains(isAsync ? "acquire" : "acquire blocking"));
        Assert.That(again.IsCompleted, Is.False);

        givesBack.Open();

        Assert.That(await again.Soon(), Is.EqualTo("old-1"), "no time has passed");
    }

    [Test]
    public async Task Find_ResultOfTheRunIsNotStored_LeavesTheLeaseToTheNext([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, method => method.CacheNull = false);
        await using FakeNode second = await FakeNode.StartAsync(
            server, 2, method => method.CacheNull = false, FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) });
        first.Origin.Text = null;

        Assert.That(await first.AskAsync(isAsync).Soon(), Is.Null);
        await first.IdleAsync();

        Assert.That(await second.AskAsync(isAsync).Soon(), Is.EqualTo("old-1"));
    }

    [Test]
    public async Task Find_CallerThatWaitsIsCancelled_StopsWaiting([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, Patient);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, Patient, FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) });
        using Valve run = Hold(first);
        Task<string?> hangs = first.AskAsync(isAsync);
        await run.ArrivedAsync();
        using var cancel = new CancellationTokenSource();
        Task<string?> waits = second.AskAsync(isAsync, 1, cancel.Token);
        await Nodes.UntilAsync(() => second.Connection.TakeCalls().Contains(isAsync ? "acquire" : "acquire blocking"));

        await cancel.CancelAsync();
        await second.PassTimeUntilAsync(() => waits.IsCompleted); // A thread looks at its token when it wakes.

        Assert.That(async () => await waits.Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(second.Origin.Runs, Is.Zero);
        run.Open();
        await hangs.Soon();
    }

    [Test]
    public async Task Find_InvalidatedWhileItWaits_AsksNoMoreOftenThanBefore([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, Patient);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, Patient, FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) });
        using Valve run = Hold(first);
        Task<string?> hangs = first.AskAsync(isAsync);
        await run.ArrivedAsync();
        Task<string?> waits = second.AskAsync(isAsync);
        await Nodes.UntilAsync(() => second.Connection.TakeCalls().Contains(isAsync ? "acquire" : "acquire blocking"));

        int asked = 0;
        second.Connection.Before = command =>
        {
            Interlocked.Increment(ref asked);
            return null;
        };

        // The tombstone ends the first run's lease, and another node has the next one before the second looks.
        EntryName name = second.Connection.LastName!;
        server.Shelf.Put(name, BareHeader.Write(EntryKind.Tombstone, 1, 0, (server.Shelf.NowMicroseconds / 1000) + 30_000, 1));
        server.Shelf.Publish(BusMessage.OfTombstone(9, server.Shelf.NowMicroseconds, name.Digest).Write());
        await Nodes.UntilAsync(() => Volatile.Read(ref asked) > 0);
        for (int i = 0; i < 1000; i++)
        {
            await Task.Yield();
        }

        Assert.That(Volatile.Read(ref asked), Is.EqualTo(1), "once for the message");
        second.Connection.Before = _ => throw new FakeConnection.RefusedException();
        second.Host.Clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.That(await waits.Soon(), Is.EqualTo("old-1"), "where the store refuses, it runs");
        run.Open();
        await hangs.Soon();
    }

    /// <summary>However slow this machine is, no run takes too long while time passes.</summary>
    private static void Patient(MethodOptions method) =>
        (method.RunTimeout, method.Expiry) = (TimeSpan.FromMinutes(10), TimeSpan.FromHours(2));

    private static Valve Hold(FakeNode node)
    {
        var run = new Valve();
        node.Origin.Before = (_, _) => run.HoldAsync();
        node.Origin.BeforeSync = (_, _) => run.Hold();
        return run;
    }
}
