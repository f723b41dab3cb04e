using Interception.Lookup;
using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.Lookup;

/// <summary>The way of a miss through the shared store.</summary>
[TestFixture]
internal sealed class SharedMissTests
{
    [Test]
    public async Task Find_ColdKey_ReadsAndAcquiresAndCommitsBehindTheCaller([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        using var written = new Valve();
        node.Connection.Before = command => command == "commit" ? written.HoldAsync() : null;

        Assert.That(await node.AskAsync(isAsync).Soon(), Is.EqualTo("old-1"), "the caller does not wait for the commit");
        await written.ArrivedAsync();
        written.Open();
        await node.IdleAsync();

        string[] expected = isAsync ? ["read", "acquire", "commit"] : ["read blocking", "acquire blocking", "commit"];
        Assert.That(node.Connection.TakeCalls(), Is.EqualTo(expected));
        Assert.That(node.Entries.Single().Shared!.ContentVersion, Is.EqualTo(node.Entries.Single().Version));
    }

    [Test]
    public async Task Find_AnotherNodeHasTheAnswer_ReadsOnceAndThenNothing([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, method => method.Check = CheckMode.Off);
        await using FakeNode second = await FakeNode.StartAsync(server, 2, method => method.Check = CheckMode.Off);
        await first.AskAsync(isAsync);
        await first.IdleAsync();

        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("old-1"));
        Assert.That(second.Connection.TakeCalls(), Is.EqualTo((string[])[isAsync ? "read" : "read blocking"]));
        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("old-1"));
        Assert.That(second.Connection.TakeCalls(), Is.Empty);
        Assert.That(second.Origin.Runs, Is.Zero);
        Assert.That(second.Entries.Single().Version, Is.EqualTo(first.Entries.Single().Version));
    }

    [Test]
    public async Task Find_Reads_AreCountedByTheirResult([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        using MetricCollector<long> missing = first.Host.Collect<long>("interception.store.reads");
        using MetricCollector<long> reads = second.Host.Collect<long>("interception.store.reads");
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        await second.AskAsync(isAsync);
        second.Connection.Before = _ => throw new InvalidOperationException("The store is down.");
        await second.AskAsync(isAsync, id: 2);

        Assert.That(missing.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["miss"]));
        Assert.That(reads.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["hit", "out"]));
        Assert.That(reads.LastMeasurement!.Tags["method"], Is.EqualTo(isAsync ? "ISource.GetAsync" : "ISource.Get"));
    }

    [Test]
    public async Task Find_AnswerHasExpired_IsNotTaken([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, method => method.Expiry = TimeSpan.FromHours(2));
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        server.Clock.Advance(TimeSpan.FromHours(1));
        await using FakeNode second = await FakeNode.StartAsync(server, 2, method => method.Expiry = TimeSpan.FromHours(1));
        second.Origin.Text = "new";

        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Find_AnswerIsDamaged_RunsAndOverwritesIt([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        EntryName name = first.Entries.Single().Shared!.Name;
        byte[] good = server.Shelf.Find(name)!;
        byte[] bad = [.. good];
        bad[^1] ^= 1;
        server.Shelf.Put(name, bad, TimeSpan.FromMinutes(1));
        await using FakeNode second = await FakeNode.StartAsync(server, 2);

        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("old-1"));
        await second.IdleAsync();
        await using FakeNode third = await FakeNode.StartAsync(server, 3);
        Assert.That(await third.AskAsync(isAsync), Is.EqualTo("old-1"));
        Assert.That(second.Origin.Runs, Is.EqualTo(1));
        Assert.That(third.Origin.Runs, Is.Zero, "what looks the same by its digest has been overwritten all the same");
    }

    [Test]
    public async Task Find_MessageComesWhileTheReadIsInFlight_IsNotAnsweredWithTheOlderAnswer([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        second.Origin.Text = "new";
        second.Connection.After = command =>
        {
            second.Connection.After = null;
            first.InvalidateAsync(1, isAsync).Wait();
        };

        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("new-1"));
    }

    [Test, Property("Failure", "P11"), Property("Failure", "B13")]
    public async Task Find_AnotherNodeCommitsDuringTheRun_KeepsTheNewerAnswer([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        using var run = new Valve();
        first.Origin.After = _ => run.HoldAsync();
        first.Origin.BeforeSync = (_, _) => run.Hold();
        second.Origin.Text = "new";
        Task<string?> older = first.AskAsync(isAsync);
        await run.ArrivedAsync();

        await second.RefreshAsync(1, isAsync);
        await second.IdleAsync();
        first.Connection.Before = command => command == "commit" ? throw new FakeConnection.RefusedException() : null;
        run.Open();

        Assert.That(await older.Soon(), Is.EqualTo("old-1"), "its own caller gets what its run has found");
        await first.IdleAsync();
        Assert.That(first.Entries.Select(one => one.Answer.Value), Has.None.EqualTo("old-1"));
        Assert.That(await first.AskAsync(isAsync).Soon(), Is.EqualTo("new-1"));
        Assert.That(second.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
    }

    [Test, Property("Failure", "B14")]
    public async Task Find_AnotherNodeInvalidatesDuringTheRun_KeepsNothing([Values] bool isAsync, [Values] bool isDeaf)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        using var run = new Valve();
        first.Origin.After = _ => run.HoldAsync();
        first.Origin.BeforeSync = (_, _) => run.Hold();
        first.Connection.IsDeaf = isDeaf;
        Task<string?> older = first.AskAsync(isAsync);
        await run.ArrivedAsync();

        await second.InvalidateAsync(1, isAsync);
        run.Open();

        Assert.That(await older.Soon(), Is.EqualTo("old-1"));
        await first.IdleAsync();
        Assert.That(first.Entries, Is.Empty);
        second.Origin.Text = "new";
        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("new-1"), "nothing was committed after the invalidation");
    }

    [Test, Property("Failure", "B14")]
    public async Task Find_AnotherNodeInvalidatesDuringTheRun_LaterCallsDoNotWaitForThatRun([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        using var run = new Valve();
        first.Origin.After = _ => run.HoldAsync();
        first.Origin.BeforeSync = (_, _) => run.Hold();
        Task<string?> older = first.AskAsync(isAsync);
        await run.ArrivedAsync();
        (first.Origin.After, first.Origin.BeforeSync) = (null, null);

        await second.InvalidateAsync(1, isAsync);
        first.Origin.Text = "new";
        string? newer = await first.AskAsync(isAsync).Soon();

        Assert.That(newer, Is.EqualTo("new-1"), "what began before may not have seen why it was invalidated");
        Assert.That(older.IsCompleted, Is.False);
        run.Open();
        await older.Soon();
    }

    [Test, Property("Failure", "B14")]
    public async Task Hear_InvalidatedWhileTheEntryTakesTheRunsPlace_BothGo([Values] bool isOlder)
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        await node.GetAsync(1);
        await node.IdleAsync();
        SharedPlace place = node.Entries.Single().Shared!;
        (StubEntry slot, StubEntry entry) = (new StubEntry(), new StubEntry());
        using SharedMiss miss = SharedMiss.Begin(place.Method, place.Name, slot);

        miss.Stores(entry);
        node.Store.Watches.Hear(place.Name.Digest, isOlder ? entry.Version : entry.Version + 1, isInvalidation: true);

        Assert.That(slot.Removals, Is.EqualTo(1));
        Assert.That(entry.Removals, Is.EqualTo(isOlder ? 0 : 1), "whoever has invalidated must not be served it, if its run began before");
    }

    [Test, Property("Failure", "B21")]
    public async Task Find_ConnectionMustNotBlock_RunsSynchronousMethodsWithMemoryAlone()
    {
        var server = new FakeServer();
        await using FakeNode node = await FakeNode.StartAsync(server, 1, method => method.Check = CheckMode.Off);
        node.Connection.CanBlock = false;

        Assert.That(node.Get(1), Is.EqualTo("old-1"));
        Assert.That(node.Get(1), Is.EqualTo("old-1"));
        await node.IdleAsync();

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["commit"]), "what is behind the caller blocks nobody");
        Assert.That(node.Origin.Runs, Is.EqualTo(1));
    }
}
