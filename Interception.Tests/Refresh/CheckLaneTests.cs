using Interception.Configuration;
using Interception.Freshness;
using Interception.Refresh;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What a method's lane plans, wants and learns.</summary>
[TestFixture]
internal sealed class CheckLaneTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private static readonly MethodPolicy Adaptive =
        (MethodLayer.Empty with { Check = CheckMode.Adaptive, CheckBudget = 0.1 }).ToPolicy(isEnabled: true, concurrency: 4);

    [Test]
    public async Task Wants_ChecksAreOff_OnlyWhatIsDisputed()
    {
        await using FakeNode node = await StartAsync(CheckMode.Off);
        (CheckLane lane, Entry entry) = (node.Method(nameof(ISource.GetAsync)).Lane, node.Entries.Single());

        Assert.That(lane.Wants(entry), Is.False);
        entry.Shared!.DisputedVersion = 5;
        Assert.That(lane.Wants(entry), Is.True);
    }

    [Test]
    public async Task Schedule_Disputed_IsDueAtOnce()
    {
        await using FakeNode node = await StartAsync(CheckMode.Interval);
        (CheckLane lane, Entry entry) = (node.Method(nameof(ISource.GetAsync)).Lane, node.Entries.Single());
        long planned = entry.NextCheckAt;
        entry.Shared!.DisputedVersion = 5;

        lane.Schedule(entry, node.Host.Runtime.Services.Clock);
        Assert.That(entry.NextCheckAt, Is.EqualTo(entry.PausedUntil).And.LessThan(planned));

        entry.Shared.DisputedVersion = 0;
        lane.Schedule(entry, node.Host.Runtime.Services.Clock);
        Assert.That(entry.NextCheckAt, Is.EqualTo(planned));
    }

    [Test]
    public void Learn_AnotherNodeHasLooked_NoHitHasAskedForThat()
    {
        CheckLane lane = Lanes.New();
        var entry = new StubEntry();
        entry.Tally.Hit();

        lane.Learn(entry, changed: true, since: 0, until: 60 * Second);

        Assert.That(lane.Freshness.Reckon([], 60 * Second).StaleHits, Is.LessThan(0.6), "it may have come at any time");
    }

    [Test]
    public void Learn_OthersLook_CostsThisMethodNothing([Values] bool isPaid)
    {
        CheckLane lane = Lanes.New();
        lane.Rules = new MethodRules(Adaptive);
        var entry = new StubEntry();
        for (int look = 0; look < 100; look++)
        {
            for (int hit = 0; hit < 5; hit++)
            {
                entry.Tally.Hit();
            }

            (long since, long until) = (look * 60 * Second, (look + 1) * 60 * Second);
            if (isPaid)
            {
                lane.Learn(entry, changed: true, since, until, askedByHit: false, isPaid: true);
            }
            else
            {
                lane.Learn(entry, changed: true, since, until);
            }
        }

        Assert.That(lane.Freshness.Costs.Price, isPaid ? Is.GreaterThan(1) : Is.LessThan(1));
    }

    private static async Task<FakeNode> StartAsync(CheckMode mode)
    {
        FakeNode node = await FakeNode.StartAsync(new FakeServer(), 1, method => method.Check = mode);
        await node.GetAsync(1);
        await node.IdleAsync();
        return node;
    }
}
