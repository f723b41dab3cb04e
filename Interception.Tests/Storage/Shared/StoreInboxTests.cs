using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.Storage.Shared;

/// <summary>What other nodes say, and what anybody could say who can write to the store.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StoreInboxTests
{
    private const ulong Own = 1;
    private const ulong Other = 2;

    private readonly FakeServer _server = new();

    private long Now => _server.Shelf.NowMicroseconds;

    [Test]
    public async Task Receive_NewerAnswerWithItsEnvelope_PutsItInPlaceOfTheOlder()
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        await using FakeNode other = await FakeNode.StartAsync(_server, Other);
        other.Origin.Text = "new";

        await other.RefreshAsync();
        await other.IdleAsync();

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(node.Entries.Single().Version, Is.GreaterThan(entry.Version));
        Assert.That(node.Entries.Single().Shared!.ContentVersion, Is.EqualTo(node.Entries.Single().Version));
        Assert.That(node.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Receive_NewerAnswerWithoutItsEnvelope_DropsTheOlder()
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;

        _server.Shelf.Publish(BusMessage.OfSet(Other, entry.Version + 1, Digest(entry), default, 0).Write());

        Assert.That(node.Entries, Is.Empty);
    }

    [Test]
    public async Task Receive_EnvelopeDoesNotOpen_DropsTheOlder()
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        byte[] damaged = _server.Shelf.Find(entry.Shared!.Name)!;
        damaged[^1] ^= 1;

        _server.Shelf.Publish(BusMessage.OfSet(Other, entry.Version + 1, Digest(entry), damaged, 4096).Write());

        Assert.That(node.Entries, Is.Empty);
    }

    [Test]
    public async Task Receive_OlderOrOwnOrFarAhead_IsNothing([Values('S', 'T')] char type)
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        long ahead = Now + (long)TimeSpan.FromHours(25).TotalMicroseconds;

        _server.Shelf.Publish(Message(type, Other, entry.Version, entry));
        _server.Shelf.Publish(Message(type, Other, entry.Version - 1, entry));
        _server.Shelf.Publish(Message(type, Own, entry.Version + 1, entry));
        _server.Shelf.Publish(Message(type, Other, ahead, entry));

        Assert.That(node.Entries.Single(), Is.SameAs(entry));
        _server.Shelf.Publish(Message(type, Other, entry.Version + 1, entry));
        Assert.That(node.Entries, Is.Empty);
    }

    [Test]
    public async Task Receive_Garbage_IsNothing()
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        byte[] good = Message('T', Other, entry.Version + 1, entry);
        for (int length = 0; length < good.Length; length++)
        {
            _server.Shelf.Publish(good[..length]);
        }

        _server.Shelf.Publish([.. good, (byte)'x']);

        Assert.That(node.Entries.Single(), Is.SameAs(entry));
    }

    [Test]
    public async Task Receive_Generation_DropsTheMethodsAnswersAndNoOther()
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        node.Get(1);
        string field = entry.Shared!.Method.Field;

        _server.Shelf.Publish(BusMessage.OfGeneration(Other, Now + (long)TimeSpan.FromHours(25).TotalMicroseconds, field).Write());
        Assert.That(node.Entries, Has.Length.EqualTo(2));
        _server.Shelf.Publish(BusMessage.OfGeneration(Other, Now, field).Write());

        Assert.That(node.Entries.Single().Shared!.Method.Field, Is.Not.EqualTo(field));
        Assert.That(node.Store.Generations.Of(field), Is.EqualTo(Now));
        node.Origin.Text = "new";
        Assert.That(await node.GetAsync(1), Is.EqualTo("new-1"), "the older answer still stands in the store, under its old name");
    }

    [Test]
    public async Task Receive_GenerationDuringARun_FencesIt([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        using var run = new Valve();
        node.Origin.After = _ => run.HoldAsync();
        node.Origin.BeforeSync = (_, _) => run.Hold();
        Task<string?> older = node.AskAsync(isAsync);
        await run.ArrivedAsync();
        string field = node.Method(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get)).Shared!.Field;

        _server.Shelf.Publish(BusMessage.OfGeneration(Other, Now, field).Write());
        run.Open();

        Assert.That(await older.Soon(), Is.EqualTo("old-1"));
        await node.IdleAsync();
        Assert.That(node.Entries, Is.Empty);
        node.Origin.Text = "new";
        Assert.That(await node.AskAsync(isAsync), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Receive_Messages_AreCountedByType()
    {
        (FakeNode node, Entry entry) = await StartAsync();
        await using FakeNode one = node;
        using MetricCollector<long> messages = node.Host.Collect<long>("interception.store.messages");

        _server.Shelf.Publish(Message('S', Other, 1, entry));
        _server.Shelf.Publish(Message('T', Other, 1, entry));
        _server.Shelf.Publish(BusMessage.OfGeneration(Other, 1, entry.Shared!.Method.Field).Write());
        _server.Shelf.Publish(Message('T', Own, 1, entry));

        Assert.That(
            messages.GetMeasurementSnapshot().Select(one => one.Tags["type"]), Is.EqualTo((string[])["set", "tombstone", "generation"]));
    }

    private static EntryDigest Digest(Entry entry) => entry.Shared!.Name.Digest;

    private static byte[] Message(char type, ulong origin, long version, Entry entry) => type == 'S'
        ? BusMessage.OfSet(origin, version, Digest(entry), default, 0).Write()
        : BusMessage.OfTombstone(origin, version, Digest(entry)).Write();

    private async Task<(FakeNode Node, Entry Entry)> StartAsync()
    {
        FakeNode node = await FakeNode.StartAsync(_server, Own);
        await node.GetAsync(1);
        await node.IdleAsync();
        return (node, node.Entries.Single());
    }
}
