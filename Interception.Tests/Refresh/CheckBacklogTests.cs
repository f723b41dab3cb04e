using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class CheckBacklogTests
{
    private CheckLane _first = null!;

    [SetUp]
    public void Begin() => _first = Lanes.New();

    [Test]
    public void TryTake_OneMethod_IsFirstComeFirstServed()
    {
        var backlog = new CheckBacklog(10);
        CheckLane lane = Lanes.New(maxConcurrentChecks: 3);
        Entry[] entries = Add(backlog, lane, 3);

        Assert.That(TakeAll(backlog), Is.EqualTo(entries));
        Assert.That(backlog.Waiting, Is.Zero);
        Assert.That(backlog.Pending, Is.EqualTo(3));
    }

    [Test]
    public void TryTake_SeveralMethods_IsFirstComeFirstServedAmongThoseWithRoom()
    {
        var backlog = new CheckBacklog(10);
        CheckLane narrow = Lanes.New(maxConcurrentChecks: 1);
        CheckLane wide = Lanes.New(maxConcurrentChecks: 9);
        Entry[] first = Add(backlog, narrow, 2);
        Entry[] second = Add(backlog, wide, 1);
        Entry[] third = Add(backlog, narrow, 1);
        Entry[] fourth = Add(backlog, wide, 1);

        Assert.That(TakeAll(backlog), Is.EqualTo((Entry[])[first[0], second[0], fourth[0]]));
        Assert.That(backlog.HasWork, Is.False);
        backlog.End(narrow, first[0]);
        Assert.That(TakeAll(backlog), Is.EqualTo((Entry[])[first[1]]));
        backlog.End(narrow, first[1]);
        Assert.That(TakeAll(backlog), Is.EqualTo(third));
    }

    [Test]
    public void TryAdd_Full_RefusesWhatIsTooMuch()
    {
        var backlog = new CheckBacklog(2);
        Add(backlog, _first, 2);

        Assert.That(backlog.TryAdd(_first, new StubEntry(), urgency: 0, out _), Is.False);
        backlog.Capacity = 3;
        Assert.That(backlog.TryAdd(_first, new StubEntry(), urgency: 0, out _), Is.True);
        backlog.Capacity = 1;
        Assert.That(backlog.Waiting, Is.EqualTo(3), "what waits stays");
    }

    [Test]
    public void TryAdd_WhatRuns_TakesNoPlace()
    {
        var backlog = new CheckBacklog(1);
        Add(backlog, _first, 1);
        TakeAll(backlog);

        Assert.That(backlog.TryAdd(_first, new StubEntry(), urgency: 0, out _), Is.True);
    }

    [Test]
    public void TryAdd_Closed_Refuses()
    {
        var backlog = new CheckBacklog(1);
        backlog.Close();

        Assert.That(backlog.TryAdd(_first, new StubEntry(), urgency: 0, out _), Is.False);
    }

    [Test]
    public void TryAdd_MethodHangs_RefusesItAlone()
    {
        var backlog = new CheckBacklog(9);
        CheckLane hanging = Lanes.New();
        Hang(hanging);

        Assert.That(backlog.TryAdd(hanging, new StubEntry(), urgency: 0, out _), Is.False);
        Assert.That(backlog.TryAdd(_first, new StubEntry(), urgency: 0, out _), Is.True);
    }

    [Test]
    public void TryAdd_Full_TheLongestLineGivesAPlaceToAShorterOne()
    {
        var backlog = new CheckBacklog(4);
        CheckLane other = Lanes.New();
        Entry[] many = Add(backlog, _first, 4);
        var one = new StubEntry();
        one.TryBeginCheck();

        Assert.That(backlog.TryAdd(other, one, urgency: 0, out DroppedCheck? robbed), Is.True);
        Assert.That((robbed, backlog.Waiting), Is.EqualTo((new DroppedCheck(_first, many[0], IsSample: false), 4)));
        Assert.That(many.Select(entry => entry.IsCheckPending), Is.EqualTo(new[] { false, true, true, true }), "the oldest went");

        Assert.That(backlog.TryAdd(_first, new StubEntry(), urgency: 0, out robbed), Is.False, "it holds most itself");
        Assert.That(robbed, Is.Null);
    }

    [Test]
    public void TryAdd_Full_LinesThatDifferByOneTakeNothingFromEachOther()
    {
        var backlog = new CheckBacklog(3);
        CheckLane other = Lanes.New();
        Add(backlog, _first, 2);
        Add(backlog, other, 1);

        Assert.That(backlog.TryAdd(other, new StubEntry(), urgency: 0, out DroppedCheck? robbed), Is.False);
        Assert.That(robbed, Is.Null);
    }

    [Test]
    public void Drop_TakesOutTheChecksOfOneMethodAndNoOthers()
    {
        var backlog = new CheckBacklog(9);
        CheckLane hanging = Lanes.New();
        Entry[] theirs = Add(backlog, hanging, 3);
        Entry[] others = Add(backlog, _first, 1);

        Assert.That(backlog.Drop(hanging).Select(dropped => dropped.Entry), Is.EqualTo(theirs));

        Assert.That(theirs.Select(entry => entry.IsCheckPending), Is.All.False, "the next hit may ask again");
        Assert.That(TakeAll(backlog), Is.EqualTo(others));
        Assert.That(backlog.Drop(hanging), Is.Empty);
    }

    [Test]
    public void Drop_TellsWhatWasASample_AndForgetsIt([Values] bool isSample)
    {
        var backlog = new CheckBacklog(9);
        CheckLane hanging = Lanes.New();
        var entry = new StubEntry();
        entry.TryBeginCheck(isSample);
        entry.Tally.Verify(); // One that comes while a check is pending makes no sample of it.
        backlog.TryAdd(hanging, entry, urgency: 0, out _);

        Assert.That(backlog.Drop(hanging), Is.EqualTo((DroppedCheck[])[new DroppedCheck(hanging, entry, isSample)]));
        Assert.That(entry.Tally.IsVerified, Is.False);
    }

    [Test]
    public void WhenIdleAsync_CompletesWithTheLastEnd()
    {
        var backlog = new CheckBacklog(9);
        CheckLane lane = Lanes.New();
        Assert.That(backlog.WhenIdleAsync().IsCompleted, Is.True);
        Entry[] entries = Add(backlog, lane, 2);
        Task idle = backlog.WhenIdleAsync();
        TakeAll(backlog);

        backlog.End(lane, entries[0]);
        Assert.That(idle.IsCompleted, Is.False);
        backlog.End(lane, entries[1]);
        Assert.That(idle.IsCompleted, Is.True);
        Assert.That(entries.Select(entry => entry.IsCheckPending), Is.All.False);
    }

    [Test]
    public void WhenIdleAsync_ChecksWaitThatAreDropped_Completes()
    {
        var backlog = new CheckBacklog(9);
        CheckLane hanging = Lanes.New();
        Add(backlog, hanging, 1);
        Task idle = backlog.WhenIdleAsync();

        backlog.Drop(hanging);

        Assert.That(idle.IsCompleted, Is.True);
    }

    [Test]
    public void WhenIdleAsync_OneWaitsAndOneRuns_IsNotIdleForAnybody()
    {
        var backlog = new CheckBacklog(9);
        CheckLane lane = Lanes.New(maxConcurrentChecks: 1);
        Entry[] entries = Add(backlog, lane, 2);
        TakeAll(backlog);
        Task[] idle = [backlog.WhenIdleAsync(), backlog.WhenIdleAsync()];

        Assert.That(idle.Select(one => one.IsCompleted), Is.All.False);
        backlog.End(lane, entries[0]);
        TakeAll(backlog);
        backlog.End(lane, entries[1]);

        Assert.That(idle.Select(one => one.IsCompleted), Is.All.True);
    }

    [Test]
    public void DropAll_ChecksOfSeveralMethodsWait_LeavesNone()
    {
        var backlog = new CheckBacklog(9);
        Entry[] entries = [.. Add(backlog, _first, 2), .. Add(backlog, Lanes.New(), 1)];

        backlog.DropAll();

        Assert.That((backlog.Waiting, entries.Count(entry => entry.IsCheckPending)), Is.EqualTo((0, 0)));
    }

    private static void Hang(CheckLane lane)
    {
        for (int i = 0; i < OverdueRuns.Limit; i++)
        {
            lane.Overdue.TryAdd(new TaskCompletionSource().Task);
        }
    }

    private static Entry[] Add(CheckBacklog backlog, CheckLane lane, int count)
    {
        Entry[] entries = [.. Enumerable.Range(0, count).Select(_ => new StubEntry())];
        foreach (Entry entry in entries)
        {
            entry.TryBeginCheck();
            Assert.That(backlog.TryAdd(lane, entry, urgency: 0, out _), Is.True);
        }

        return entries;
    }

    private static Entry[] TakeAll(CheckBacklog backlog)
    {
        var taken = new List<Entry>();
        while (backlog.TryTake(out _, out Entry? entry))
        {
            taken.Add(entry);
        }

        return [.. taken];
    }
}
