using Interception.Refresh;
using Interception.Storage;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class CheckUrgencyTests
{
    [Test]
    public void TryAdd_Full_AMoreUrgentCheckTakesThePlaceOfTheLeastUrgentOfItsMethod()
    {
        CheckLane first = Lanes.New();
        var backlog = new CheckBacklog(2);
        (Entry low, Entry high, Entry urgent) = (new StubEntry(), new StubEntry(), new StubEntry());
        backlog.TryAdd(first, high, urgency: 30, out _);
        backlog.TryAdd(first, low, urgency: 20, out _);
        low.TryBeginCheck();

        Assert.That(backlog.TryAdd(first, new StubEntry(), urgency: 20, out _), Is.False, "no more urgent");
        Assert.That(backlog.TryAdd(first, urgent, urgency: 40, out DroppedCheck? robbed), Is.True);

        Assert.That(robbed, Is.EqualTo(new DroppedCheck(first, low, IsSample: false)));
        Assert.That(low.IsCheckPending, Is.False, "its next hit asks again");
        Assert.That(Take(backlog), Is.SameAs(urgent));
        Assert.That(Take(backlog), Is.SameAs(high));
    }

    [Test]
    public void TryAdd_Full_TheLongestLineGivesBeforeTheMethodsOwn()
    {
        (CheckLane many, CheckLane few) = (Lanes.New(), Lanes.New());
        var backlog = new CheckBacklog(4);
        for (int i = 0; i < 3; i++)
        {
            backlog.TryAdd(many, new StubEntry(), urgency: 50, out _);
        }

        backlog.TryAdd(few, new StubEntry(), urgency: 10, out _);

        Assert.That(backlog.TryAdd(few, new StubEntry(), urgency: 40, out DroppedCheck? robbed), Is.True);
        Assert.That(robbed?.Lane, Is.SameAs(many));
    }

    [Test]
    public void TryAdd_FullOfOneCheckOfAnotherMethod_IsRefusedHoweverUrgent()
    {
        var backlog = new CheckBacklog(1);
        backlog.TryAdd(Lanes.New(), new StubEntry(), urgency: 0, out _);

        Assert.That(backlog.TryAdd(Lanes.New(), new StubEntry(), urgency: 63, out DroppedCheck? robbed), Is.False);
        Assert.That(robbed, Is.Null);
    }

    [Test]
    public void UrgencyOf_RunsTakeLong_IsLess()
    {
        (CheckLane quick, CheckLane slow) = (Lanes.New(), Lanes.New());
        quick.RunTimes.Add(TimeSpan.TicksPerMillisecond);
        slow.RunTimes.Add(TimeSpan.TicksPerSecond);
        long now = TimeSpan.FromMinutes(10).Ticks;

        Assert.That(UrgencyOfOne(quick, now), Is.GreaterThan(UrgencyOfOne(slow, now)));
        Assert.That(UrgencyOfOne(Lanes.New(), now), Is.GreaterThan(UrgencyOfOne(quick, now)), "until a run was seen");
    }

    [Test]
    public void UrgencyOf_SincePlannedNothingWasLearned_IsByWhatACheckIsWorthNow()
    {
        CheckLane lane = Lanes.New();
        lane.RunTimes.Add(TimeSpan.TicksPerMillisecond);
        var changing = new StubEntry();
        for (int minute = 1; minute <= 5; minute++)
        {
            lane.Learn(changing, changed: true, TimeSpan.FromMinutes(minute - 1).Ticks, TimeSpan.FromMinutes(minute).Ticks);
        }

        long now = TimeSpan.FromMinutes(10).Ticks;
        int urgency = UrgencyOfOne(lane, changing, now);

        Assert.That(urgency, Is.EqualTo(UrgencyQueue.LevelOf(lane.Freshness.WorthOf(changing, now)))); // A run takes a millisecond.
        Assert.That(urgency, Is.Not.EqualTo(UrgencyOfOne(lane, now)), "of an answer of which nothing is known");
    }

    [Test]
    public void TryTake_AmongMethodsWithRoom_TheMostUrgentCheckGoesFirst()
    {
        CheckLane first = Lanes.New();
        var backlog = new CheckBacklog(4);
        CheckLane other = Lanes.New();
        (Entry early, Entry urgent) = (new StubEntry(), new StubEntry());
        backlog.TryAdd(first, early, urgency: 10, out _);
        backlog.TryAdd(other, urgent, urgency: 11, out _);

        Assert.That(Take(backlog), Is.SameAs(urgent));
        Assert.That(Take(backlog), Is.SameAs(early));
    }

    [Test]
    public void TryTake_MethodWithMoreChecksHasTheMoreUrgent_AnEarlierOneOfAnotherWaits()
    {
        (CheckLane many, CheckLane few) = (Lanes.New(), Lanes.New());
        var backlog = new CheckBacklog(4);
        (Entry early, Entry urgent) = (new StubEntry(), new StubEntry());
        backlog.TryAdd(few, early, urgency: 10, out _);
        backlog.TryAdd(many, urgent, urgency: 11, out _);
        backlog.TryAdd(many, new StubEntry(), urgency: 5, out _);

        Assert.That(Take(backlog), Is.SameAs(urgent));
        Assert.That(Take(backlog), Is.SameAs(early));
    }

    [Test]
    public void TryTake_EveryEighthTime_TheOldestOfAnyMethodGoesFirst()
    {
        (CheckLane busy, CheckLane other) = (Lanes.New(maxConcurrentChecks: 20), Lanes.New());
        var backlog = new CheckBacklog(20);
        var old = new StubEntry();
        backlog.TryAdd(other, old, urgency: 0, out _);
        for (int i = 0; i < 15; i++)
        {
            backlog.TryAdd(busy, new StubEntry(), urgency: 60, out _);
        }

        Entry?[] taken = [.. Enumerable.Range(0, 8).Select(_ => Take(backlog))];

        Assert.That(Array.IndexOf(taken, old), Is.EqualTo(7));
    }

    [Test]
    public void TryTake_EveryEighthTime_TheOldestGoesFirst()
    {
        CheckLane lane = Lanes.New(maxConcurrentChecks: 20);
        var backlog = new CheckBacklog(20);
        var old = new StubEntry();
        backlog.TryAdd(lane, old, urgency: 0, out _);
        for (int i = 0; i < 15; i++)
        {
            backlog.TryAdd(lane, new StubEntry(), urgency: 60, out _);
        }

        Entry?[] taken = [.. Enumerable.Range(0, 8).Select(_ => Take(backlog))];

        Assert.That(Array.IndexOf(taken, old), Is.EqualTo(7));
    }

    private static Entry? Take(CheckBacklog backlog) => backlog.TryTake(out _, out Entry? entry) ? entry : null;

    private static int UrgencyOfOne(CheckLane lane, long now) => UrgencyOfOne(lane, new StubEntry(), now);

    /// <summary>As a hit finds an entry: its check was planned when it was stored, or checked last.</summary>
    private static int UrgencyOfOne(CheckLane lane, Entry entry, long now)
    {
        lane.Schedule(entry, new CacheClock(new FakeTimeProvider()));
        return lane.UrgencyOf(entry, now);
    }
}
