using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>How many callers may wait for checks of what is likely stale.</summary>
[TestFixture]
internal sealed class WaitBudgetTests
{
    private const int Answers = 20;

    [TestCase(0.01, 20, TestName = "Calls_BudgetOfOneInAHundred_TwentyWaitAhead")]
    [TestCase(1, 2 * Answers, TestName = "Calls_NoBudget_AllWait")]
    public async Task Calls_AllLikelyStale(double budget, int waits)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method =>
            (method.Check, method.Expiry, method.RunTimeout, method.WaitBudget) = (CheckMode.Adaptive, TimeSpan.FromDays(1), TimeSpan.FromDays(1), budget));
        for (int id = 0; id < Answers; id++)
        {
            await host.HitAsync(id);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.Text = "new";

        Task<string?>[] calls = [.. Enumerable.Range(0, 2 * Answers).Select(call => host.Source.GetAsync(call / 2, default))];

        Assert.That(calls.Count(call => !call.IsCompleted), Is.EqualTo(waits));
        valve.Open();
        string?[] served = await Task.WhenAll(calls).Soon();
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Waits, Is.EqualTo(waits));
        Assert.That(served.Count(text => text!.StartsWith("new", StringComparison.Ordinal)), Is.EqualTo(waits));
        await host.IdleAsync();
        for (int id = 0; id < Answers; id++)
        {
            Assert.That(await host.Source.GetAsync(id, default), Is.EqualTo($"new-{id}"), "who was not waited for was checked behind its caller");
        }
    }

    [Test]
    public async Task Call_NoWaitIsLeft_IsServedAtOnceAndCheckedBehindItsCaller([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource(method =>
            (method.Check, method.Expiry, method.RunTimeout, method.WaitBudget) = (CheckMode.Adaptive, TimeSpan.FromDays(1), TimeSpan.FromDays(1), 0.01));
        await AskAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Text = "new";
        CheckLane lane = host.LaneOf(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get));
        while (lane.Freshness.Costs.TrySpendWait(lane.Rules))
        {
            // Others have waited.
        }

        Assert.That(await AskAsync(), Is.EqualTo("old-1"));
        await host.IdleAsync();

        Assert.That(await AskAsync(), Is.EqualTo("new-1"));
        Assert.That((host.Origin.Runs, lane.Measures.Waits), Is.EqualTo((2, 0L)));

        async Task<string?> AskAsync() => isAsync ? await host.Source.GetAsync(1, default).Soon() : host.Source.Get(1, default);
    }
}
