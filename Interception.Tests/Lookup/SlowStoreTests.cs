using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>A store that takes longer to answer than the method itself would.</summary>
[TestFixture]
internal sealed class SlowStoreTests
{
    [Test, Property("Failure", "X6")]
    public async Task Find_StoreIsSlowerThanItsTimeout_WaitsForItOnceAndThenRuns()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        using var slow = new Valve();
        node.Connection.Before = _ => slow.HoldAsync();

        Task<string?> call = node.GetAsync(1);
        node.Host.Clock.Advance(FakeNode.Settings.Timeout - TimeSpan.FromMilliseconds(1));
        Assert.That(call.IsCompleted, Is.False);
        Assert.That(node.Origin.Runs, Is.Zero);
        node.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        Assert.That(node.Connection.TakeCalls().Where(command => command is "read" or "acquire"), Is.EqualTo((string[])["read"]), "no second wait");
    }

    [Test, Property("Failure", "X6")]
    public async Task Find_StoreIsSlow_HitsAndWhoeverComesMeanwhileWaitForNothing()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer(), 1, method => method.Check = CheckMode.Off);
        await node.GetAsync(1);
        await node.IdleAsync();
        using var slow = new Valve();
        node.Connection.Before = _ => slow.HoldAsync();
        Task<string?> waits = node.GetAsync(2);
        node.Host.Clock.Advance((FakeNode.Settings.Timeout / 2) + TimeSpan.FromMilliseconds(1));

        Assert.That(await node.GetAsync(1).Soon(), Is.EqualTo("old-1"), "from memory");
        Assert.That(await node.GetAsync(3).Soon(), Is.EqualTo("old-3"), "by a run, for the store has been silent for half its timeout");
        Assert.That(waits.IsCompleted, Is.False);
        slow.Open();
        Assert.That(await waits.Soon(), Is.EqualTo("old-2"));
    }
}
