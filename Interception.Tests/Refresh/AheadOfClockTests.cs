using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What stands in the store or in memory is ahead of the store's clock, which went back: runs go on from there.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AheadOfClockTests
{
    private const long Hours = 3 * 3_600_000_000L;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();

    [Test]
    public async Task Check_EntryIsAheadAndTheStoreHasLostIt_OverwritesAllTheSame([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        Entry entry = node.Entries.Single();
        long ahead = entry.Version + Hours;
        Assert.That(entry.TryProve(new RunStamp(ahead, 0, entry.ProvenAt), out _), Is.True, "however it came to that");
        _server.Shelf.Remove(entry.Shared!.Name);
        Pass(node, Interval);
        node.Origin.Text = "new";

        await CheckAsync(node, isAsync);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(node.Entries.Single().Version, Is.EqualTo(ahead + 1));
    }

    [Test]
    public async Task Miss_InvalidationIsAheadOfTheClock_TheRunGoesOnFromIt([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        EntryName name = node.Entries.Single().Shared!.Name;
        long ahead = _server.Shelf.NowMicroseconds + Hours;
        _server.Shelf.Put(name, BareHeader.Write(EntryKind.Tombstone, ahead, ahead / 1000, leaseUntilMilliseconds: 0, leaseToken: ahead));

        await AskAnewAsync(isAsync);

        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(name), out HeaderFields header), Is.True);
        Assert.That((header.Kind, header.Version), Is.EqualTo((EntryKind.Value, ahead + 2)));
    }

    [Test]
    public async Task Miss_StoredVersionIsDamagedAndAhead_TheRunOverwritesIt([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        EntryName name = node.Entries.Single().Shared!.Name;
        byte[] stored = _server.Shelf.Find(name)!;
        long ahead = _server.Shelf.NowMicroseconds + Hours;
        HeaderDigits.Write(stored.AsSpan(EntryHeader.VersionAt..EntryHeader.ProvenAt), ahead);
        _server.Shelf.Put(name, stored);

        await AskAnewAsync(isAsync);
        await using FakeNode third = await FakeNode.StartAsync(_server, 3, Settings);
        await third.AskAsync(isAsync);

        Assert.That(third.Origin.Runs, Is.Zero, "what stands there is good");
    }

    [Test]
    public async Task Check_FailsWhereTheLeaseIsAheadOfTheClock_AllNodesPause([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        EntryName name = node.Entries.Single().Shared!.Name;
        byte[] stored = _server.Shelf.Find(name)!;
        long ahead = _server.Shelf.NowMicroseconds + Hours;
        HeaderEdit.Lease(stored, untilMilliseconds: 0, ahead);
        _server.Shelf.Put(name, stored);
        Pass(node, Interval);
        node.Origin.Before = (_, _) => Fail();
        node.Origin.BeforeSync = (_, _) => Fail();

        await CheckAsync(node, isAsync);

        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(name), out HeaderFields header), Is.True);
        Assert.That(header.LeaseToken, Is.EqualTo(ahead + 2));
        Assert.That(header.LeaseUntilMilliseconds, Is.EqualTo((_server.Shelf.NowMicroseconds / 1000) + 1000), "from the failure on");

        Task Fail()
        {
            _server.Clock.Advance(TimeSpan.FromMilliseconds(200));
            throw new InvalidOperationException("The source is down.");
        }
    }

    private async Task AskAnewAsync(bool isAsync)
    {
        await using FakeNode other = await FakeNode.StartAsync(_server, 2, Settings);
        Assert.That(await other.AskAsync(isAsync), Is.EqualTo("old-1"));
        await other.IdleAsync();
        Assert.That(other.Origin.Runs, Is.EqualTo(1));
        Assert.That(other.Entries, Has.Length.EqualTo(1));
    }

    private static void Settings(MethodOptions method) => (method.Check, method.CheckInterval) = (CheckMode.Interval, Interval);

    private static async Task CheckAsync(FakeNode node, bool isAsync)
    {
        await node.AskAsync(isAsync);
        await node.IdleAsync();
    }

    private async Task<FakeNode> StartAsync(bool isAsync)
    {
        FakeNode node = await FakeNode.StartAsync(_server, 1, Settings);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        return node;
    }

    private void Pass(FakeNode node, TimeSpan time)
    {
        node.Host.Clock.Advance(time);
        _server.Clock.Advance(time);
    }
}
