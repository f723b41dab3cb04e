using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>The store was out of reach, or was emptied: what nodes hold afterwards, and what it costs the source.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HealingTests
{
    private const int Keys = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X25")]
    public async Task Contact_NodesFoundDifferentAnswersWhileCutOff_AgreeOnTheLater([Values] bool isAsync, [Values] bool isLaterBackFirst)
    {
        await using FakeNode earlier = await StartAsync(1, isAsync);
        await using FakeNode later = await StartAsync(2, isAsync);
        await CutOffAsync(earlier);
        await CutOffAsync(later);
        await FindAsync(earlier, "middle", isAsync, earlier, later);
        await FindAsync(later, "newest", isAsync, earlier, later);
        Assert.That(earlier.Entries.Single().Answer.Value, Is.EqualTo("middle-1"), "it can't know better yet");

        foreach (FakeNode node in isLaterBackFirst ? [later, earlier] : (FakeNode[])[earlier, later])
        {
            node.Connection.Before = null;
            await node.ContactAsync();
            await node.PassTimeUntilAsync(() => node.Entries.All(one => one.Shared!.Epoch == node.Store.Epoch && one.Shared.ContentVersion > 0));
        }

        await Nodes.UntilAsync(() => earlier.Entries.All(one => one.Answer.Value is "newest-1"));
        earlier.Origin.Text = later.Origin.Text = "not asked for";
        Assert.That(await earlier.AskAsync(isAsync), Is.EqualTo("newest-1"));
        Assert.That(await later.AskAsync(isAsync), Is.EqualTo("newest-1"));
    }

    [Test, Property("Failure", "X26")]
    public async Task Hits_StoreIsEmptied_AreAnsweredFromMemory([Values] bool isAsync)
    {
        await using FakeNode one = await StartAsync(1, isAsync);
        await using FakeNode two = await StartAsync(2, isAsync);
        for (int id = 1; id <= Keys; id++)
        {
            await one.AskAsync(isAsync, id);
            await one.IdleAsync();
            await two.AskAsync(isAsync, id);
        }

        _server.Clear();
        for (int id = 1; id <= Keys; id++)
        {
            Assert.That(await one.AskAsync(isAsync, id), Is.EqualTo($"old-{id}"));
            Assert.That(await two.AskAsync(isAsync, id), Is.EqualTo($"old-{id}"));
        }

        Assert.That((one.Origin.Runs, two.Origin.Runs), Is.EqualTo((Keys, 0)));
    }

    [Test, Property("Failure", "X26"), Property("Failure", "P1")]
    public async Task Misses_StoreIsEmptyAndAllAskAtOnce_RunOnceOnAllNodesTogether([Values] bool isAsync)
    {
        StoreSettings patient = FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) };
        await using FakeNode one = await FakeNode.StartAsync(_server, 1, method => method.Check = CheckMode.Off, patient);
        await using FakeNode two = await FakeNode.StartAsync(_server, 2, method => method.Check = CheckMode.Off, patient);
        using var run = new Valve();
        one.Origin.Before = two.Origin.Before = (_, _) => run.HoldAsync();
        one.Origin.BeforeSync = two.Origin.BeforeSync = (_, _) => run.Hold();
        Task<string?> first = one.AskAsync(isAsync);
        await run.ArrivedAsync();

        Task<string?>[] others = [.. Enumerable.Range(0, 10).SelectMany(_ => (Task<string?>[])[one.AskAsync(isAsync), two.AskAsync(isAsync)])];
        await Nodes.UntilAsync(() => two.Connection.TakeCalls().Contains(isAsync ? "acquire" : "acquire blocking"));
        run.Open();

        Assert.That(await Task.WhenAll([first, .. others]).Soon(), Is.All.EqualTo("old-1"));
        Assert.That((one.Origin.Runs, two.Origin.Runs), Is.EqualTo((1, 0)));
    }

    private async Task<FakeNode> StartAsync(ulong origin, bool isAsync)
    {
        FakeNode node = await FakeNode.StartAsync(
            _server, origin, method => (method.Check, method.CheckInterval, method.Expiry) = (CheckMode.Interval, Interval, TimeSpan.FromDays(1)));
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        return node;
    }

    private static async Task CutOffAsync(FakeNode node)
    {
        node.Connection.Before = _ => throw new InvalidOperationException("No route.");
        node.Connection.Lose("test: gone");
        await Nodes.UntilAsync(() => !node.Store.IsUsable);
    }

    /// <summary>Time passes for all; then one node finds by its check what the source says now.</summary>
    private async Task FindAsync(FakeNode node, string text, bool isAsync, params FakeNode[] all)
    {
        _server.Clock.Advance(2 * Interval);
        Array.ForEach(all, one => one.Host.Clock.Advance(2 * Interval));
        Array.ForEach(all, one => one.Origin.Text = text);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo($"{text}-1"));
    }
}
