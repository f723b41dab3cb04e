using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>An answer stands in the store again that a newer one had replaced: a failover has lost it, or somebody has put it back.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OlderAnswersTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);

    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X8")]
    public async Task Contact_StoreHasLostTheLastWrite_AllNodesGetItBack([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(1);
        EntryName name = await ReplaceAndPutBackAsync(node, isAsync);
        await using FakeNode other = await StartAsync(2);
        Assert.That(await other.AskAsync(isAsync), Is.EqualTo("old-1"), "nobody can know better");

        node.Connection.Lose("test: another server");
        await node.ContactAsync();

        await Nodes.UntilAsync(() => other.Entries.SingleOrDefault()?.Answer.Value is "new-1");
        await Nodes.UntilAsync(() => node.Entries.Single().Shared!.ContentVersion == node.Entries.Single().Version);
        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(name), out HeaderFields header), Is.True);
        Assert.That(header.Version, Is.EqualTo(node.Entries.Single().Version));
    }

    [Test, Property("Failure", "X8"), Property("Failure", "X16")]
    public async Task Hit_OlderAnswerStandsThere_CountsUntilTheNextCheck([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(1);
        await ReplaceAndPutBackAsync(node, isAsync);
        await using FakeNode other = await StartAsync(2);
        await other.AskAsync(isAsync);
        other.Origin.Text = "new";
        Pass(Interval, other);

        await other.AskAsync(isAsync);
        await other.IdleAsync();

        Assert.That(await other.AskAsync(isAsync), Is.EqualTo("new-1"));
        await using FakeNode third = await StartAsync(3);
        Assert.That(await third.AskAsync(isAsync), Is.EqualTo("new-1"), "it is overwritten");
        Assert.That(third.Origin.Runs, Is.Zero);
    }

    [Test, Property("Failure", "X16")]
    public async Task Miss_OlderAnswerIsPutBackWhenItHasExpired_IsNotServed([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(1);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        EntryName name = node.Entries.Single().Shared!.Name;
        byte[] older = _server.Shelf.Find(name)!;
        Pass(Expiry, node);
        _server.Shelf.Put(name, older);
        await using FakeNode other = await StartAsync(2);
        other.Origin.Text = "new";

        Assert.That(await other.AskAsync(isAsync), Is.EqualTo("new-1"));
    }

    private Task<FakeNode> StartAsync(ulong origin) => FakeNode.StartAsync(
        _server, origin, method => (method.Check, method.CheckInterval, method.Expiry) = (CheckMode.Interval, Interval, Expiry));

    private async Task<EntryName> ReplaceAndPutBackAsync(FakeNode node, bool isAsync)
    {
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        EntryName name = node.Entries.Single().Shared!.Name;
        byte[] older = _server.Shelf.Find(name)!;
        node.Origin.Text = "new";
        await node.RefreshAsync(isAsync: isAsync);
        await node.IdleAsync();
        _server.Shelf.Put(name, older, Expiry);
        return name;
    }

    private void Pass(TimeSpan time, FakeNode node)
    {
        _server.Clock.Advance(time);
        node.Host.Clock.Advance(time);
    }
}
