using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>For how long an answer counts that another node has found, whatever the clocks of the nodes show.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedLifetimeTests
{
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X17"), Property("Failure", "X19")]
    public async Task Find_AnswerIsOldAlready_CountsForWhatIsLeftOfItsExpiry([Values] bool isAsync, [Values(0, 1, 24 * 365 * 60)] int hoursAhead)
    {
        await using FakeNode first = await FakeNode.StartAsync(_server, 1, Settings);
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        _server.Clock.Advance(TimeSpan.FromMinutes(40));
        await using var second = new FakeNode(_server, 2, Settings);
        second.Host.Clock.Advance(TimeSpan.FromHours(hoursAhead)); // From thirty years behind to thirty years ahead of the store's.
        second.Store.Start();
        await Nodes.UntilAsync(() => second.Store.IsUsable);
        second.Origin.Text = "new";
        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("old-1"));

        Pass(second, TimeSpan.FromMinutes(20) - Second);
        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("old-1"), "not a second earlier");
        Pass(second, Second);
        Assert.That(await second.AskAsync(isAsync), Is.EqualTo("new-1"), "and not later");
    }

    private static void Settings(MethodOptions method) => (method.Check, method.Expiry) = (CheckMode.Off, Expiry);

    private void Pass(FakeNode node, TimeSpan time)
    {
        _server.Clock.Advance(time);
        node.Host.Clock.Advance(time);
    }
}
