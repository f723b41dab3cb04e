using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>What a node tells the store, and what it learns in return.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EntryOffersTests
{
    private readonly FakeServer _server = new();

    [Test]
    public async Task Offer_StoreHasTheSameContent_KeepsItsVersion()
    {
        await using FakeNode first = await FakeNode.StartAsync(_server);
        await using FakeNode second = await FakeNode.StartAsync(_server, 2);
        first.Connection.IsDeaf = true;
        await first.GetAsync(1);
        await first.IdleAsync();
        await second.RefreshAsync(); // Runs whatever stands there.
        await second.IdleAsync();

        Entry kept = second.Entries.Single();
        Assert.That(kept.Shared!.ContentVersion, Is.EqualTo(first.Entries.Single().Version));
        Assert.That(kept.Version, Is.GreaterThan(kept.Shared.ContentVersion));
        Assert.That(first.Entries.Single().Answer.Value, Is.EqualTo("old-1"));
    }

    [Test]
    public async Task Offer_LaterRunHasSpoken_TakesItsAnswerOver()
    {
        (FakeNode node, FakeNode other, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode two = other;
        node.Connection.IsDeaf = true;
        other.Origin.Text = "new";
        await other.RefreshAsync();
        await other.IdleAsync();

        await EntryOffers.OfferAsync(entry);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(node.Entries.Single().Version, Is.EqualTo(other.Entries.Single().Version));
    }

    [Test]
    public async Task Offer_InvalidatedSince_DropsTheAnswer()
    {
        (FakeNode node, FakeNode other, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode two = other;
        node.Connection.IsDeaf = true;
        await other.InvalidateAsync();

        await EntryOffers.OfferAsync(entry);

        Assert.That(node.Entries, Is.Empty);
    }

    [Test]
    public async Task Offer_AnswerHasExpired_SendsNothing()
    {
        (FakeNode node, FakeNode other, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode two = other;
        node.Host.Clock.Advance(entry.Shared!.Method.Schedule.Expiry - TimeSpan.FromMilliseconds(9));
        node.Connection.TakeCalls();

        await EntryOffers.OfferAsync(entry);
        await EntryOffers.ProveAsync(entry, entry.Version + 1, entry.ProvenAt, lease: 0);

        Assert.That(node.Connection.TakeCalls(), Has.None.EqualTo("commit").And.None.EqualTo("touch"));
    }

    [Test]
    public async Task Offer_Answer_StandsThereAsLongAsItCounts()
    {
        (FakeNode node, FakeNode other, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode two = other;
        TimeSpan expiry = entry.Shared!.Method.Schedule.Expiry;
        Assert.That(_server.Shelf.TimeToLiveMilliseconds(entry.Shared.Name), Is.EqualTo((long)expiry.TotalMilliseconds));
        node.Host.Clock.Advance(TimeSpan.FromSeconds(10));
        _server.Clear();

        await EntryOffers.OfferAsync(entry);

        Assert.That(
            _server.Shelf.TimeToLiveMilliseconds(entry.Shared.Name), Is.EqualTo((long)expiry.TotalMilliseconds - 10_000), "it is that old");
        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(entry.Shared.Name), out HeaderFields header), Is.True);
        Assert.That(header.ProvenAtMilliseconds, Is.EqualTo((_server.Shelf.NowMicroseconds / 1000) - 10_000));
    }

    [Test, Property("Failure", "X10"), Property("Failure", "B17")]
    public async Task Prove_StoreHasLostTheAnswer_OffersIt()
    {
        (FakeNode node, FakeNode other, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode two = other;
        _server.Clear();
        node.Connection.TakeCalls();

        await EntryOffers.ProveAsync(entry, entry.Version + 1, entry.ProvenAt, lease: 0);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["touch", "commit"]));
        Assert.That(_server.Shelf.Find(entry.Shared!.Name), Is.Not.Null);
    }

    [Test]
    public async Task Prove_RunTookLongerThanAnAnswerLasts_GivesTheLeaseBack()
    {
        (FakeNode node, FakeNode other, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode two = other;
        long startedAt = entry.ProvenAt;
        node.Host.Clock.Advance(entry.Shared!.Method.Schedule.Expiry);
        node.Connection.TakeCalls();

        await EntryOffers.ProveAsync(entry, entry.Version + 1, startedAt, lease: entry.Version + 1);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["backoff"]), "or other nodes wait for a run that has ended");
    }

    [Test]
    public async Task Prove_StoreHasNotAcceptedItYet_OffersIt()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Connection.Before = command => command == "commit" ? throw new FakeConnection.RefusedException() : null;
        await node.GetAsync(1);
        await node.IdleAsync();
        Entry entry = node.Entries.Single();
        Assert.That(entry.Shared!.ContentVersion, Is.Zero);
        node.Connection.Before = null;
        node.Connection.TakeCalls();

        await EntryOffers.ProveAsync(entry, entry.Version, entry.ProvenAt, lease: 0);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["commit"]));
        Assert.That(entry.Shared.ContentVersion, Is.EqualTo(entry.Version));
    }

    /// <summary>Two nodes that hold the same answer.</summary>
    private async Task<(FakeNode Node, FakeNode Other, Entry Entry)> StartAsync()
    {
        FakeNode node = await FakeNode.StartAsync(_server);
        FakeNode other = await FakeNode.StartAsync(_server, 2);
        await node.GetAsync(1);
        await node.IdleAsync();
        await other.GetAsync(1);
        await other.IdleAsync();
        return (node, other, node.Entries.Single());
    }
}
