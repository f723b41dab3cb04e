using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>Replies that were long under way: a run counts from when it begins, and not from when the store drew its token.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LateRepliesTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();

    [Test]
    public async Task Check_AnotherRunBeganBeforeTheGrantArrived_TheLaterRunCounts([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        Entry old = node.Entries.Single();
        Pass(node, Interval);
        node.Connection.After = command =>
        {
            if (command == "acquire")
            {
                node.Connection.After = null;
                Pass(node, TimeSpan.FromMilliseconds(40));
                ProveElsewhere(old);
                Pass(node, TimeSpan.FromMilliseconds(40));
                node.Origin.Text = "new";
            }
        };

        await node.AskAsync(isAsync);
        await node.IdleAsync();

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(StoredVersion(old), Is.EqualTo(node.Entries.Single().Version));
    }

    [Test]
    public async Task Miss_GrantWasLongUnderWay_TheRunCountsFromItsBeginning([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server, 1, Settings);
        node.Connection.After = command =>
        {
            if (command == "acquire")
            {
                Pass(node, TimeSpan.FromMilliseconds(80));
            }
        };

        await node.AskAsync(isAsync);
        await node.IdleAsync();

        Entry entry = node.Entries.Single();
        Assert.That(entry.Version, Is.EqualTo(_server.Shelf.NowMicroseconds).Within(10));
        Assert.That(StoredVersion(entry), Is.EqualTo(entry.Version));
    }

    [Test]
    public async Task Miss_GrantWasLongUnderWayAndTheResultIsNotCached_TheLeaseIsGivenBack([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server, 1, Settings);
        node.Origin.Text = null;
        node.Connection.After = command =>
        {
            if (command == "acquire")
            {
                Pass(node, TimeSpan.FromMilliseconds(80));
            }
        };

        await node.AskAsync(isAsync);
        await node.IdleAsync();

        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(node.Connection.LastName!), out HeaderFields header), Is.True);
        Assert.That((header.Kind, header.LeaseUntilMilliseconds), Is.EqualTo((EntryKind.Lease, 0L)));
    }

    private static void Settings(MethodOptions options) => (options.CheckInterval, options.CacheNull) = (Interval, false);

    private async Task<FakeNode> StartAsync(bool isAsync)
    {
        FakeNode node = await FakeNode.StartAsync(_server, 1, Settings);
        node.Origin.Text = "old";
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        return node;
    }

    private void Pass(FakeNode node, TimeSpan time)
    {
        _server.Clock.Advance(time);
        node.Host.Clock.Advance(time);
    }

    /// <summary>A node that the store did not answer has run the method beside the lease, and found the answer right.</summary>
    private void ProveElsewhere(Entry entry)
    {
        var request = new TouchRequest(entry.Shared!.ContentVersion, _server.Shelf.NowMicroseconds, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Task<TouchOutcome> touch = new MemoryCommands(_server.Shelf, 2).TouchAsync(entry.Shared.Name, request).AsTask();
        Assert.That(touch, Has.Property("IsCompletedSuccessfully").True.And.Property("Result").EqualTo(TouchOutcome.Proven));
    }

    private long StoredVersion(Entry entry) =>
        HeaderFields.TryRead(_server.Shelf.Find(entry.Shared!.Name), out HeaderFields header) ? header.Version : 0;
}
