using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.Storage.Shared;

/// <summary>Commands that can't fail, whatever the store does.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedStoreTests
{
    private static readonly EntryName Name = Names.Of("a");

    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X2")]
    public async Task Try_StoreThrows_HasNoAnswerAndCountsWhy()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        using MetricCollector<long> errors = node.Host.Collect<long>("interception.store.errors");
        node.Connection.Before = _ => throw new InvalidOperationException("No route.");
        Attempt<ReadOnlyMemory<byte>> unreachable = await ReadAsync(node.Store);
        node.Connection.Before = _ => throw new FakeConnection.RefusedException();
        Attempt<ReadOnlyMemory<byte>> refused = await ReadAsync(node.Store);

        Assert.That(unreachable.Succeeded, Is.False);
        Assert.That(refused.Succeeded, Is.False);
        Assert.That(errors.GetMeasurementSnapshot().Select(one => one.Tags["reason"]), Is.EqualTo((string[])["unreachable", "refused"]));
    }

    [Test, Property("Failure", "X3"), Property("Failure", "X4")]
    public async Task Try_StoreHangs_GivesUpAfterItsTimeout()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        using MetricCollector<long> errors = node.Host.Collect<long>("interception.store.errors");
        using var hang = new Valve();
        node.Connection.Before = _ => hang.HoldAsync();
        Task<Attempt<ReadOnlyMemory<byte>>> read = ReadAsync(node.Store);
        node.Host.Clock.Advance(FakeNode.Settings.Timeout - TimeSpan.FromMilliseconds(1));
        Assert.That(read.IsCompleted, Is.False);

        node.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That((await read.Soon()).Succeeded, Is.False);
        Assert.That(errors.LastMeasurement!.Tags["reason"], Is.EqualTo("timeout"));
    }

    [Test, Property("Failure", "X2"), Property("Failure", "X3")]
    public async Task Try_FiveFailuresInASecond_SendsNothingMore()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Connection.Before = _ => throw new InvalidOperationException("No route.");
        for (int i = 0; i < Breaker.FailuresToOpen; i++)
        {
            Assert.That(node.Store.Outage, Is.Null, $"after {i} failures");
            await ReadAsync(node.Store);
        }

        Assert.That(node.Store.IsUsable, Is.False);
        Assert.That(node.Store.Outage, Is.Not.Null);
        node.Connection.TakeCalls();
        await ReadAsync(node.Store);
        Assert.That(node.Connection.TakeCalls(), Has.None.EqualTo("read"));
    }

    [Test, Property("Failure", "X11")]
    public async Task Try_StoreRefusesManyTimes_StaysInUse()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Connection.Before = _ => throw new FakeConnection.RefusedException();
        for (int i = 0; i < 3 * Breaker.FailuresToOpen; i++)
        {
            await ReadAsync(node.Store);
        }

        Assert.That(node.Store.IsUsable, Is.True);
    }

    [Test, Property("Failure", "X3")]
    public async Task Try_StoreIsSilentForHalfATimeout_NobodyJoinsTheWait()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        using var hang = new Valve();
        node.Connection.Before = _ => hang.HoldAsync();
        Task<Attempt<ReadOnlyMemory<byte>>> first = ReadAsync(node.Store);
        node.Host.Clock.Advance((FakeNode.Settings.Timeout / 2) + TimeSpan.FromMilliseconds(1));
        node.Connection.TakeCalls();

        Attempt<ReadOnlyMemory<byte>> second = await ReadAsync(node.Store).Soon();

        Assert.That(second.Succeeded, Is.False);
        Assert.That(node.Connection.TakeCalls(), Is.Empty);
        hang.Open();
        Assert.That((await first.Soon()).Succeeded, Is.True);
        Assert.That((await ReadAsync(node.Store).Soon()).Succeeded, Is.True);
    }

    [Test]
    public async Task Try_CallerIsCancelled_EndsTheWaitAndFailsNothing()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        using var hang = new Valve();
        node.Connection.Before = _ => hang.HoldAsync();
        for (int i = 0; i < 2 * Breaker.FailuresToOpen; i++)
        {
            using var cancel = new CancellationTokenSource();
            Task<Attempt<ReadOnlyMemory<byte>>> read = ReadAsync(node.Store, cancelled: cancel.Token);
            await cancel.CancelAsync();
            Assert.That(async () => await read.Soon(), Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(node.Store.IsUsable, Is.True);
        hang.Open();
        node.Host.Clock.Advance(FakeNode.Settings.Timeout);
        Assert.That(node.Store.IsUsable, Is.True, "nobody waits any more");
    }

    [Test]
    public async Task Try_BlockingIsNotPermitted_SendsNothing()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Connection.CanBlock = false;

        Attempt<ReadOnlyMemory<byte>> read = await ReadAsync(node.Store, blocking: true);

        Assert.That(read.Succeeded, Is.False);
        Assert.That(node.Connection.TakeCalls(), Is.Empty);
        Assert.That((await ReadAsync(node.Store)).Succeeded, Is.True);
    }

    [Test, Property("Failure", "B28")]
    public async Task Try_StoreFailsOften_WritesALineASecond()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Connection.Before = _ => throw new FakeConnection.RefusedException();
        for (int second = 0; second < 3; second++)
        {
            for (int i = 0; i < 100; i++)
            {
                await ReadAsync(node.Store);
            }

            node.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(node.Host.EventNames().Count(name => name == "StoreRefused"), Is.EqualTo(3));
    }

    [Test]
    public async Task Invalidate_StoreRefuses_NothingIsReadThereAboutItUntilItIsTold()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await node.GetAsync(1);
        await node.IdleAsync();
        node.Connection.Before = command => command == "invalidate" ? throw new FakeConnection.RefusedException() : null;

        await node.InvalidateAsync();

        node.Connection.TakeCalls();
        node.Origin.Text = "new";
        Assert.That(await node.GetAsync(1), Is.EqualTo("new-1"));
        Assert.That(node.Connection.TakeCalls(), Does.Not.Contain("read").And.Not.Contain("acquire"));
        node.Connection.Before = null;
        await node.PassTimeUntilAsync(() => node.Store.Pending.IsEmpty);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        other.Origin.Text = "other";
        Assert.That(await other.GetAsync(1), Is.Not.EqualTo("old-1"));
    }

    [Test]
    public async Task Invalidate_OldAnswerIsReadMeanwhile_IsDroppedAgain([Values] bool isRefused)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await node.GetAsync(1);
        await node.IdleAsync();
        node.Connection.Before = command =>
        {
            if (command != "invalidate")
            {
                return null;
            }

            node.GetAsync(1).Wait();
            return isRefused ? throw new FakeConnection.RefusedException() : null;
        };

        await node.InvalidateAsync();

        Assert.That(node.Entries, Is.Empty);
    }

    private static Task<Attempt<ReadOnlyMemory<byte>>> ReadAsync(
        SharedStore store, bool blocking = false, CancellationToken cancelled = default) =>
        store.TryAsync(blocking, static (commands, blocking) => commands.ReadAsync(Name, blocking), blocking, cancelled).AsTask();
}
