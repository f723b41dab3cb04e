using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>After an outage memory and store are compared, and both know better at times.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StoreVerificationTests
{
    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X20")]
    public async Task Contact_OtherNodeHasSomethingNewer_DropsTheOlder([Values] bool isInvalidated)
    {
        await using FakeNode node = await StartAsync();
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        other.Origin.Text = "new";
        node.Connection.IsDeaf = true;
        await (isInvalidated ? other.InvalidateAsync() : other.RefreshAsync());
        await other.IdleAsync();
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("old-1"));

        await ReconnectAsync(node);

        await Nodes.UntilAsync(() => node.Entries.Length == 0);
        node.Origin.Text = "newest";
        Assert.That(await node.GetAsync(1), Is.EqualTo(isInvalidated ? "newest-1" : "new-1"));
    }

    [Test, Property("Failure", "X10")]
    public async Task Contact_StoreHasLostTheAnswer_IsOfferedItAgain([Values] bool isALeaseLeft)
    {
        await using FakeNode node = await StartAsync();
        EntryName name = node.Entries.Single().Shared!.Name;
        _server.Clear();
        if (isALeaseLeft)
        {
            _server.Shelf.Put(name, BareHeader.Write(EntryKind.Lease, 0, 0, 1, 1));
        }

        await ReconnectAsync(node);

        await Nodes.UntilAsync(() => HeaderFields.TryRead(_server.Shelf.Find(name), out HeaderFields fields) && fields.IsAnswer);
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("old-1"));
    }

    [Test]
    public async Task Contact_StoreHasTheSame_LeavesBothAlone()
    {
        await using FakeNode node = await StartAsync();
        Entry entry = node.Entries.Single();

        await ReconnectAsync(node);

        await Nodes.UntilAsync(() => entry.Shared!.Epoch == node.Store.Epoch);
        Assert.That(node.Entries.Single(), Is.SameAs(entry));
        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["header"]));
        await ReconnectAsync(node);
        await Nodes.UntilAsync(() => entry.Shared!.Epoch == node.Store.Epoch);
        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["header"]), "once for each contact");
    }

    [Test]
    public async Task Contact_CheckedDuringTheOutage_IsOffered()
    {
        await using FakeNode node = await StartAsync();
        node.Connection.Before = _ => throw new InvalidOperationException("No route.");
        node.Connection.Lose("test: gone");
        node.Origin.Text = "new";
        await node.GetAsync(1);
        await node.IdleAsync();
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"));

        node.Connection.Before = null;
        await node.ContactAsync();
        await Nodes.UntilAsync(() => node.Entries.Single().Shared!.ContentVersion > 0);

        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        Assert.That(await other.GetAsync(1), Is.EqualTo("new-1"));
        Assert.That(other.Origin.Runs, Is.Zero);
    }

    [Test, Property("Failure", "X31")]
    public async Task Contact_BreakerHadOpenedWithoutALostConnection_OffersWhatWasFoundMeanwhile()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        int epoch = node.Store.Epoch;
        node.Connection.Before = command =>
            command is "clock" or "generations" ? null : throw new InvalidOperationException("Too slow.");
        for (int i = 0; node.Store.IsUsable; i++)
        {
            await node.GetAsync(i);
            await node.IdleAsync();
        }

        node.Connection.Before = null;
        await node.ContactAsync();

        await Nodes.UntilAsync(() => node.Entries.All(one => one.Shared!.ContentVersion > 0));
        Assert.That(node.Store.Epoch, Is.EqualTo(epoch), "no message was missed");
    }

    [Test]
    public async Task Contact_LostAgainDuringTheComparison_GoesOnWithItLater()
    {
        await using FakeNode node = await StartAsync();
        Entry entry = node.Entries.Single();
        int headers = 0;
        node.Connection.Before = command =>
            command == "header" && Interlocked.Increment(ref headers) <= 2 ? throw new InvalidOperationException("Too slow.") : null;

        await ReconnectAsync(node);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (entry.Shared!.Epoch < node.Store.Epoch)
        {
            limit.Token.ThrowIfCancellationRequested();
            node.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That(headers, Is.EqualTo(3));
    }

    private static async Task ReconnectAsync(FakeNode node)
    {
        int epoch = node.Store.Epoch;
        node.Connection.TakeCalls();
        node.Connection.Lose("test: reconnected");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (node.Store.Epoch == epoch || !node.Store.IsUsable)
        {
            limit.Token.ThrowIfCancellationRequested();
            node.Host.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }

    private async Task<FakeNode> StartAsync()
    {
        FakeNode node = await FakeNode.StartAsync(_server);
        await node.GetAsync(1);
        await node.IdleAsync();
        return node;
    }
}
