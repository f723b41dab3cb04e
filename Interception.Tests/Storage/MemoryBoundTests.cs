using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Storage;

[TestFixture]
internal sealed class MemoryBoundTests
{
    private const int Charge = StubEntry.LeastChargeBytes;

    [Test]
    public void Add_WithinBounds_ChargesAndEvictsNothing()
    {
        var bound = new MemoryBound(10, 10_000);
        var entry = new StubEntry(keyBytes: 44);

        bound.Add(entry);

        Assert.That(entry.ChargeBytes, Is.EqualTo(556));
        Assert.That(bound.Count, Is.EqualTo(1));
        Assert.That(bound.Bytes, Is.EqualTo(556));
        Assert.That(entry.Removals, Is.Zero);
    }

    [Test]
    public void Add_TooMany_EvictsInOrderOfArrivalSparingWhatWasHit()
    {
        var bound = new MemoryBound(3, long.MaxValue);
        StubEntry[] entries = Add(bound, 3);
        entries[0].Uses = 1;

        StubEntry[] more = Add(bound, 1);
        Assert.That(Evicted(entries), Is.EqualTo((int[])[1]));

        more = [.. more, .. Add(bound, 1)];
        Assert.That(Evicted(entries), Is.EqualTo((int[])[1, 2]));
        Add(bound, 1);
        Assert.That(Evicted([.. entries, .. more]), Is.EqualTo((int[])[1, 2, 3]), "what was hit stays before what came later and was not");
        Assert.That(bound.Count, Is.EqualTo(3));
    }

    [Test]
    public void Add_AllWereHit_EvictsTheFirstAllTheSame()
    {
        var bound = new MemoryBound(3, long.MaxValue);
        StubEntry[] entries = Add(bound, 3);
        Array.ForEach(entries, entry => entry.Uses = ServedEntry.MostUses);

        Add(bound, 1);

        Assert.That(Evicted(entries), Is.EqualTo((int[])[0]));
    }

    [Test, Property("Failure", "P4")]
    public void Add_TooManyBytes_EvictsUntilTheyFit()
    {
        var bound = new MemoryBound(100, 4 * Charge);
        StubEntry[] entries = Add(bound, 4);

        bound.Add(new StubEntry(keyBytes: Charge));

        Assert.That(Evicted(entries), Is.EqualTo((int[])[0, 1]));
        Assert.That(bound.Bytes, Is.EqualTo(4 * Charge));
    }

    [Test]
    public void Add_OneOfTheEvictedIsRemovedByItsTableMeanwhile_IsNotReleasedTwice()
    {
        var bound = new MemoryBound(100, 4 * Charge);
        StubEntry[] entries = Add(bound, 4);
        Array.ForEach(entries[..3], entry => entry.Removing = () => Array.ForEach(entries[..3], bound.Remove));

        bound.Add(new StubEntry(keyBytes: 2 * Charge));

        Assert.That(entries.Select(entry => entry.Removals), Is.EqualTo((int[])[1, 1, 1, 0]));
        Assert.That(bound.Bytes, Is.EqualTo(4 * Charge));
        Assert.That(bound.Count, Is.EqualTo(2));
    }

    [Test]
    public void Add_LargerThanTheWholeBound_ThrowsOutNobodyElse()
    {
        var bound = new MemoryBound(100, 4 * Charge);
        StubEntry[] entries = Add(bound, 3);
        var large = new StubEntry(keyBytes: 4 * Charge, bound);

        bound.Add(large);

        Assert.That(Evicted(entries), Is.Empty);
        Assert.That(large.Removals, Is.EqualTo(1));
        Assert.That(bound.Bytes, Is.EqualTo(3 * Charge));
        Assert.That(bound.Count, Is.EqualTo(3));
    }

    [Test]
    public void Add_EntryIsGoneAlready_ChargesNothing()
    {
        var bound = new MemoryBound(10, 10_000);
        var entry = new StubEntry();

        bound.Remove(entry);
        bound.Add(entry);

        Assert.That((bound.Count, bound.Bytes), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void Remove_Twice_ReleasesOnce()
    {
        var bound = new MemoryBound(10, 10_000);
        StubEntry[] entries = Add(bound, 3);

        bound.Remove(entries[1]);
        bound.Remove(entries[1]);

        Assert.That((bound.Count, bound.Bytes), Is.EqualTo((2, 2L * Charge)));
    }

    [Test]
    public void Remove_EntryThatWouldGoNext_TheOneAfterItDoes()
    {
        var bound = new MemoryBound(3, long.MaxValue);
        StubEntry[] entries = Add(bound, 3);
        bound.Remove(entries[0]);

        Add(bound, 2);

        Assert.That(Evicted(entries), Is.EqualTo((int[])[1]));
    }

    [Test]
    public void Fits_OnlyWhatTheWholeBoundHolds()
    {
        var bound = new MemoryBound(1, 1000);

        Assert.That(bound.Fits(1000), Is.True);
        Assert.That(bound.Fits(1001), Is.False);
    }

    private static StubEntry[] Add(MemoryBound bound, int count)
    {
        StubEntry[] entries = [.. Enumerable.Range(0, count).Select(_ => new StubEntry(0, bound))];
        Array.ForEach(entries, bound.Add);
        return entries;
    }

    private static int[] Evicted(StubEntry[] entries) =>
        [.. Enumerable.Range(0, entries.Length).Where(i => entries[i].Removals > 0)];
}
