using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>The index leads from a digest to what stands in memory now.</summary>
[TestFixture]
internal sealed class EntryIndexTests
{
    [Test]
    public async Task TryFind_EntryInMemory_LeadsToIt()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        await node.GetAsync(1);
        await node.GetAsync(2);

        Assert.That(node.Store.Index.Count, Is.EqualTo(2));
        foreach (Entry entry in node.Entries)
        {
            Assert.That(node.Store.Index.TryFind(entry.Shared!.Name.Digest, out Entry? found), Is.True);
            Assert.That(found, Is.SameAs(entry));
        }
    }

    [Test]
    public async Task TryFind_EntryWasReplaced_LeadsToTheNewerOne()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        await node.GetAsync(1);
        Entry old = node.Entries.Single();
        node.Origin.Text = "new";
        await node.RefreshAsync();

        Assert.That(node.Store.Index.TryFind(old.Shared!.Name.Digest, out Entry? found), Is.True);
        Assert.That(found!.Answer.Value, Is.EqualTo("new-1"));

        node.Store.Index.Add(old); // The slower of two threads.
        Assert.That(node.Store.Index.TryFind(old.Shared!.Name.Digest, out found), Is.True);
        Assert.That(found!.Answer.Value, Is.EqualTo("new-1"));
        node.Store.Index.Remove(old);
        Assert.That(node.Store.Index.Count, Is.EqualTo(1), "another has taken its place");
    }

    [Test]
    public async Task Remove_EntryHasLeftItsTable_ForgetsIt()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        await node.GetAsync(1);
        Entry entry = node.Entries.Single();

        entry.Remove();

        Assert.That(node.Store.Index.Count, Is.Zero);
        node.Store.Index.Add(entry); // The slower of two threads.
        Assert.That(node.Store.Index.Count, Is.Zero);
        Assert.That(node.Store.Index.TryFind(entry.Shared!.Name.Digest, out _), Is.False);
    }

    [Test]
    public void Add_EntryWithoutAPlace_IsNothing()
    {
        var index = new EntryIndex();
        var entry = new StubEntry();

        index.Add(entry);
        index.Remove(entry);

        Assert.That(index.Count, Is.Zero);
    }
}
