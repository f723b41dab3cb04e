using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>How answers are named, packed and unpacked.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedMethodTests
{
    private readonly FakeServer _server = new();

    [Test]
    public async Task TryRestore_WhatWasPacked_IsTheAnswer([Values("old", null)] string? text)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Origin.Text = text;
        (SharedMethod method, Entry entry) = await AskAsync(node);
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        StoredAnswer? restored = method.TryRestore(entry.Shared!.Name, _server.Shelf.Find(entry.Shared.Name), out bool isUnusable);

        Assert.That(isUnusable, Is.False);
        Assert.That(restored!.Value.Answer.Value, Is.EqualTo(entry.Answer.Value));
        Assert.That(restored.Value.Version, Is.EqualTo(entry.Version));
        Assert.That(restored.Value.Stamp.Version, Is.EqualTo(entry.Version));
        Assert.That(restored.Value.Stamp.Number, Is.Zero, "no run of this process");
    }

    [Test]
    public async Task TryRestore_AnyFlippedBit_IsUnusable()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        (SharedMethod method, Entry entry) = await AskAsync(node);
        byte[] good = _server.Shelf.Find(entry.Shared!.Name)!;
        for (int at = 0; at < good.Length; at++)
        {
            if (at is (>= EntryHeader.ProvenAt and < EntryHeader.DigestAt) or (>= EntryHeader.HitsAt and < EntryHeader.LengthBytes))
            {
                continue; // Changed in place by the store's commands, so it can't be sealed.
            }

            byte[] bad = [.. good];
            bad[at] ^= 1;
            Assert.That(method.TryRestore(entry.Shared.Name, bad, out bool isUnusable), Is.Null, $"at {at}");
            Assert.That(isUnusable, Is.True, $"at {at}");
        }
    }

    [Test, Property("Failure", "X24")]
    public async Task TryRestore_EntryOfAnotherCall_IsUnusable()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        (SharedMethod method, Entry entry) = await AskAsync(node);
        await node.GetAsync(2);
        EntryName other = node.Entries.Single(one => one != entry).Shared!.Name;

        Assert.That(method.TryRestore(other, _server.Shelf.Find(entry.Shared!.Name), out bool isUnusable), Is.Null);
        Assert.That(isUnusable, Is.True);
    }

    [Test, Property("Failure", "X14")]
    public async Task TryRestore_SealedBytesThatDecodeToSomethingElse_IsUnusable()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        (SharedMethod method, Entry entry) = await AskAsync(node);
        EntryName name = entry.Shared!.Name;
        Assert.That(node.Store.Sealer.TryOpen(name, _server.Shelf.Find(name), out Envelope good));
        byte[] payload = good.Payload.ToArray();
        payload[^1] = 0xFF; // No UTF-8: a decoder makes U+FFFD of it.
        byte[] forged = node.Store.Sealer.Seal(name, EntryKind.Value, good.Version, good.Digest, payload);

        Assert.That(method.TryRestore(name, forged, out bool isUnusable), Is.Null);
        Assert.That(isUnusable, Is.True);
    }

    [Test]
    public async Task TryRestore_LeaseOrTombstone_IsNoAnswerAndNoDamage([Values("Lease", "Tombstone")] string kind)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        (SharedMethod method, Entry entry) = await AskAsync(node);

        Assert.That(method.TryRestore(entry.Shared!.Name, BareHeader.Write(Enum.Parse<EntryKind>(kind), 1, 2, 3, 4), out bool isUnusable), Is.Null);
        Assert.That(isUnusable, Is.False);
    }

    [Test]
    public async Task TryRestore_NullWhereNullIsNoAnswer_IsUnusable()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2, method => method.CacheNull = false);
        node.Origin.Text = null;
        await AskAsync(node);

        Assert.That(await other.GetAsync(1), Is.EqualTo("old-1"), "another deployment sees it otherwise");
        await other.IdleAsync();
        Assert.That(other.Origin.Runs, Is.EqualTo(1));
    }

    [Test, Property("Failure", "X29")]
    public async Task TryPack_PayloadTooLong_StaysInMemoryAndIsLoggedOnce()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            _server, 1, method => method.Check = CheckMode.Off, FakeNode.Settings with { MaxPayloadBytes = 1024 });
        node.Origin.Text = new string('x', 2000);
        await AskAsync(node, 1);
        await AskAsync(node, 2);
        await AskAsync(node, 2);

        Assert.That(node.Origin.Runs, Is.EqualTo(2));
        Assert.That(node.Entries.Select(one => HeaderFields.TryRead(_server.Shelf.Find(one.Shared!.Name), out HeaderFields fields) && fields.IsAnswer), Is.All.False);
        string[] lines = [.. node.Host.OwnLogs().Where(one => one.Id.Name == "ResultNotShared").Select(one => one.Message)];
        Assert.That(lines.Single(), Does.StartWith("A result of 'ISource.GetAsync' stays in this process's memory: its payload of "));
        Assert.That(lines.Single(), Does.Contain("bytes is longer than Redis:MaxPayload (1024)"));
        Assert.That(lines.Single(), Does.Not.Contain("xx"));
    }

    [Test]
    public async Task TryPack_PayloadTooLong_DoesNotKeepOtherNodesWaiting()
    {
        StoreSettings settings = FakeNode.Settings with { MaxPayloadBytes = 1024, LeaseWait = TimeSpan.FromHours(1) };
        await using FakeNode node = await FakeNode.StartAsync(_server, 1, null, settings);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2, null, settings);
        node.Origin.Text = new string('x', 2000);
        await AskAsync(node);

        Assert.That(await other.GetAsync(1).Soon(), Is.EqualTo("old-1"), "no time has passed");
    }

    [Test]
    public async Task Replace_EntryIsNewer_KeepsIt()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        (SharedMethod method, Entry entry) = await AskAsync(node);
        byte[] older = _server.Shelf.Find(entry.Shared!.Name)!;
        node.Origin.Text = "new";
        await node.RefreshAsync();
        Entry newer = node.Entries.Single();

        Assert.That(Takeover.Replace(newer, older), Is.EqualTo(Replacement.NotNewer));
        Assert.That(node.Entries.Single(), Is.SameAs(newer));
        Assert.That(Takeover.Replace(newer, older.AsMemory(0, older.Length - 1)), Is.EqualTo(Replacement.Unusable));
    }

    private static async Task<(SharedMethod Method, Entry Entry)> AskAsync(FakeNode node, int id = 1)
    {
        await node.GetAsync(id);
        await node.IdleAsync();
        return (node.Method(nameof(ISource.GetAsync)).Shared!, node.Entries.Last());
    }
}
