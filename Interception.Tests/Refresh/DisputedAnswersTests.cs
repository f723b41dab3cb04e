using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>
/// Two nodes have run the method at the same time, beside the lease, and found different answers. Nobody can tell which of the runs has seen more; what a node has served
/// already it doesn't take back for what may be older.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DisputedAnswersTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();

    [Test]
    public async Task Offer_RefusedForARunBesideOnesOwn_KeepsTheAnswerUntilACheckHasDecided([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(1, isAsync);
        await using FakeNode other = await StartAsync(2, isAsync);
        node.Connection.IsDeaf = true;
        await RunBothAsync(node, other, isAsync);

        Assert.That(await node.AskAsync(isAsync), Is.EqualTo("newest-1"));
        await IdleAsync(node, other);

        Assert.That(node.Entries.Single().Shared!.DisputedVersion, Is.Zero);
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("newest-1"));
        Assert.That(other.Entries.Single().Answer.Value, Is.EqualTo("newest-1"), "the check's result went to all");
        Assert.That(node.Entries.Single().NextCheckAt, Is.EqualTo(node.Entries.Single().ProvenAt + Interval.Ticks), "it is decided");
    }

    [Test]
    public async Task Message_OfARunBesideOnesOwn_KeepsTheAnswerUntilACheckHasDecided([Values] bool isAsync, [Values] bool isInline)
    {
        await using FakeNode node = await StartAsync(1, isAsync);
        await using FakeNode other = await StartAsync(2, isAsync);
        node.Connection.IsDeaf = true;
        other.Connection.Before = command => command == "commit" ? throw new IOException("Cut off.") : null;
        await RunBothAsync(node, other, isAsync);
        node.Connection.IsDeaf = false;
        other.Connection.Before = null;
        Assert.That(node.Entries.Single().Shared!.DisputedVersion, Is.Zero, "the other node's answer has not been heard of");

        Announce(node, other.Entries.Single(), isInline);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("newest-1"));
        Assert.That(node.Entries.Single().Shared!.DisputedVersion, Is.EqualTo(other.Entries.Single().Version));
        int runs = node.Origin.Runs;
        await node.AskAsync(isAsync);
        await IdleAsync(node, other);
        Assert.That(node.Origin.Runs, Is.EqualTo(runs + 1), "it is checked at the next hit");
        Assert.That(node.Entries.Single().Shared!.DisputedVersion, Is.Zero);
    }

    [Test]
    public async Task Message_OfARunThatBeganAfterOnesOwn_IsTakenOver([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(1, isAsync);
        await using FakeNode other = await StartAsync(2, isAsync);
        node.Origin.Text = "newest";
        Pass(Interval, node, other);
        await node.AskAsync(isAsync);
        await IdleAsync(node, other);
        Pass(TimeSpan.FromMilliseconds(1), node, other);

        other.Origin.Text = "later";
        await other.RefreshAsync(isAsync: isAsync);
        await IdleAsync(node, other);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("later-1"));
    }

    [Test]
    public async Task Offer_NobodyWouldDecide_TheRunThatBeganLaterCounts()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server, 1, method => method.Check = CheckMode.Off);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2, method => method.Check = CheckMode.Off);
        node.Connection.IsDeaf = true;
        node.Origin.Text = "newest";
        node.Origin.Before = (_, _) => RunBesideAsync(node, other, isAsync: true);

        await node.RefreshAsync();
        await IdleAsync(node, other);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("middle-1"));
    }

    private static void Settings(MethodOptions method) => (method.Check, method.CheckInterval) = (CheckMode.Interval, Interval);

    private static async Task IdleAsync(FakeNode node, FakeNode other)
    {
        await node.IdleAsync();
        await other.IdleAsync();
    }

    private async Task<FakeNode> StartAsync(ulong origin, bool isAsync)
    {
        FakeNode node = await FakeNode.StartAsync(_server, origin, Settings);
        node.Origin.Text = "old";
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        return node;
    }

    /// <summary>While one node runs, the other begins, ends and commits a run of its own.</summary>
    private async Task RunBothAsync(FakeNode node, FakeNode other, bool isAsync)
    {
        Pass(Interval, node, other);
        node.Origin.Text = "newest";
        node.Origin.Before = (_, _) => RunBesideAsync(node, other, isAsync);
        node.Origin.BeforeSync = (_, _) => RunBesideAsync(node, other, isAsync).Wait(TimeSpan.FromSeconds(20), CancellationToken.None);

        await node.AskAsync(isAsync);
        await IdleAsync(node, other);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("newest-1"));
    }

    private async Task RunBesideAsync(FakeNode node, FakeNode other, bool isAsync)
    {
        (node.Origin.Before, node.Origin.BeforeSync) = (null, null);
        Pass(TimeSpan.FromMilliseconds(10), node, other);
        other.Origin.Text = "middle";
        await other.RefreshAsync(isAsync: isAsync);
        await other.IdleAsync();
        other.Origin.Text = "newest";
        Pass(TimeSpan.FromMilliseconds(10), node, other);
    }

    /// <summary>Says what the other node's commit would have said.</summary>
    private void Announce(FakeNode node, Entry entry, bool isInline)
    {
        SharedPlace place = entry.Shared!;
        byte[] envelope = place.Method.TryPack(place.Name, entry.Answer, entry.Version)!;
        Assert.That(node.Entries.Single().Version, Is.LessThan(entry.Version));
        _server.Shelf.Publish(BusMessage.OfSet(2, entry.Version, place.Name.Digest, envelope, isInline ? envelope.Length : 0).Write());
    }

    private void Pass(TimeSpan time, params FakeNode[] nodes)
    {
        _server.Clock.Advance(time);
        foreach (FakeNode node in nodes)
        {
            node.Host.Clock.Advance(time);
        }
    }
}
