using Interception.Configuration;
using Interception.Refresh;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What answers pay in for their checks, and how old they are taken to be.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MethodFreshnessTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    private const int Credit = 20;

    private readonly MethodRules _rules = new(
        (MethodLayer.Empty with { Check = CheckMode.Adaptive, CheckBudget = 0.1 }).ToPolicy(isEnabled: true, concurrency: 4));

    private readonly MethodFreshness _freshness = new(new CheckSpending(null));

    [TestCase(false, false, 10)]
    [TestCase(false, true, 10)]
    [TestCase(true, false, 9)]
    [TestCase(true, true, 9)]
    public void Hits_LookedAtOrGone_PayOnce(bool isAskedFirst, bool leaves, int left)
    {
        var entry = new StubEntry();
        Assert.That(Spend(new StubEntry()), Is.EqualTo(Credit));
        Hit(entry, 100);
        Assert.That(isAskedFirst && !_freshness.Costs.TrySpend(_rules, entry, now: 0, isVerified: false), Is.False);

        if (leaves)
        {
            _freshness.Leave(_rules, entry, 60 * Second);
        }
        else
        {
            _freshness.Learn(_rules, entry, changed: false, 0, 60 * Second, askedByHit: true, isPaid: true);
        }

        Assert.That(Spend(new StubEntry()), Is.EqualTo(left), "one for ten hits");
    }

    [Test]
    public void Leave_IsNoLook_LeavesThePriceAlone()
    {
        var entry = new StubEntry();
        Hit(entry, 100);
        double before = _freshness.Costs.Price;

        _freshness.Leave(_rules, entry, 3600 * Second);

        Assert.That(_freshness.Costs.Price, Is.EqualTo(before));
    }

    [TestCase(110, true, TestName = "Learn_CheckWasDueSoon_HitsAreTakenForYounger")]
    [TestCase(160, false, TestName = "Learn_CheckWasDueWhenItCame_HitsAreSpreadOverTheWholeTime")]
    [TestCase(100, false, TestName = "Learn_CheckWasDueAtOnce_HitsAreSpreadOverTheWholeTime")]
    [TestCase(0, false, TestName = "Learn_CheckWasDueBefore_HitsAreSpreadOverTheWholeTime")]
    public void Learn_CheckWasDue(long atSecond, bool areYounger)
    {
        double whole = StaleHits(long.MaxValue);

        Assert.That(StaleHits(atSecond * Second), areYounger ? Is.Positive.And.LessThan(whole / 2) : Is.EqualTo(whole).Within(1e-9));
    }

    [Test]
    public void Learn_SomebodyHasWaited_NoHitIsTheOneThatHasAsked()
    {
        var entry = new StubEntry();
        Hit(entry, 1);
        entry.Tally.Waited();

        _freshness.Learn(_rules, entry, changed: true, 0, 60 * Second, askedByHit: true, isPaid: true);

        Assert.That(_freshness.Reckon([], 60 * Second).StaleHits, Is.LessThan(0.6), "it may have come at any time");
    }

    [Test]
    public void HitRateOf_CallersWait_AreAskedForToo()
    {
        (StubEntry idle, StubEntry asked) = (new StubEntry(), new StubEntry());
        asked.Tally.Waited();
        asked.Tally.Waited();

        Assert.That(_freshness.HitRateOf(asked, 60 * Second), Is.GreaterThan(_freshness.HitRateOf(idle, 60 * Second)));
    }

    [Test]
    public void WorthOf_ProvenJustNow_IsNothing()
    {
        StubEntry entry = ProvenAt(1000 * Second);

        Assert.That(_freshness.WorthOf(entry, 1000 * Second), Is.Zero);
        Assert.That(_freshness.WorthOf(entry, 1060 * Second), Is.Positive);
    }

    [Test]
    public void Reckon_ProvenJustNow_NoneIsStale()
    {
        StubEntry entry = ProvenAt(1000 * Second);
        Hit(entry, 10);

        StaleReckoning reckoning = _freshness.Reckon([entry], 1000 * Second);

        Assert.That((reckoning.Hits, reckoning.StaleHits), Is.EqualTo((10d, 0d)));
    }

    [Test]
    public void StaleShareError_IsPerHit()
    {
        Assert.That(new StaleReckoning(Hits: 10, StaleHits: 5, Error: 2).StaleShareError, Is.EqualTo(0.2));
        Assert.That(new StaleReckoning(Hits: 0, StaleHits: 0, Error: 0).StaleShareError, Is.Zero);
    }

    private static StubEntry ProvenAt(long time)
    {
        var entry = new StubEntry();
        Assert.That(entry.TryProve(new RunStamp(2, 2, time), out _), Is.True);
        return entry;
    }

    private static void Hit(StubEntry entry, int times)
    {
        for (int hit = 0; hit < times; hit++)
        {
            entry.Tally.Hit();
        }
    }

    /// <summary>How many of three hits are reckoned to have been stale where a change is found after a minute.</summary>
    private double StaleHits(long dueAt)
    {
        var freshness = new MethodFreshness(new CheckSpending(null));
        var entry = new StubEntry { NextCheckAt = dueAt };
        Hit(entry, 3);
        freshness.Learn(_rules, entry, changed: true, 100 * Second, 160 * Second, askedByHit: false, isPaid: true);
        return freshness.Reckon([], 160 * Second).StaleHits;
    }

    private int Spend(StubEntry entry) => Enumerable.Range(0, 100).Count(_ => _freshness.Costs.TrySpend(_rules, entry, now: 0, isVerified: false));
}
