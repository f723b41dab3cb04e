using Interception.Keys.Canonical;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Storage;

[TestFixture]
internal sealed class MethodTableTests
{
    private readonly Answer _answer = new("value", "value", null, default(ContentDigest));

    [Test]
    public void TryReplace_RunWasInvalidated_StoresNothing()
    {
        (MethodTable<NumberKey> table, MemoryBound bound) = New();
        var run = new BareSlot();
        table.TryAdd(1, run);
        table.Invalidate(1);

        Assert.That(table.TryReplace(1, run, NewEntry(table, version: 1)), Is.False);
        Assert.That(bound.Count, Is.Zero);
    }

    [Test]
    public void TryReplace_AnotherRunTookTheKey_StoresNothing()
    {
        (MethodTable<NumberKey> table, _) = New();
        var run = new BareSlot();
        table.TryAdd(1, run);
        table.TryRemove(1, run);
        table.TryAdd(1, new BareSlot());

        Assert.That(table.TryReplace(1, run, NewEntry(table, version: 1)), Is.False);
    }

    [Test]
    public void TryReplace_EntryByEntry_ChargesOneOfThem()
    {
        (MethodTable<NumberKey> table, MemoryBound bound) = New();
        Store(table, version: 1);

        Store(table, version: 2);

        Assert.That((bound.Count, bound.Bytes), Is.EqualTo((1, 512L)));
    }

    [Test]
    public void Clear_DropsEntriesAndFencesRuns()
    {
        (MethodTable<NumberKey> table, MemoryBound bound) = New();
        Store(table, version: 1);
        var run = new BareSlot();
        table.TryAdd(2, run);

        table.Clear();

        Assert.That(table.Entries, Is.Empty);
        Assert.That(bound.Count, Is.Zero);
        Assert.That(table.TryReplace(2, run, NewEntry(table, version: 2)), Is.False);
    }

    [Test]
    public void Close_RunThatComesAfterwards_KeepsNothing()
    {
        (MethodTable<NumberKey> table, MemoryBound bound) = New();
        table.Close();

        Store(table, version: 1);

        Assert.That(table.Entries, Is.Empty);
        Assert.That(bound.Count, Is.Zero);
    }

    [Test]
    public void Evicted_LeavesItsTable()
    {
        var bound = new MemoryBound(1, long.MaxValue);
        var table = new MethodTable<NumberKey>(null!, bound);
        Entry first = Store(table, version: 1);
        var other = new MethodTable<NumberKey>(null!, bound);

        Store(other, version: 2);

        Assert.That(first.IsStored, Is.False);
        Assert.That(table.Entries, Is.Empty);
        Assert.That(other.Entries, Has.Exactly(1).Items);
    }

    [Test]
    public void EntryKeyHash_IsThatOfTheKeyInItsTable()
    {
        (MethodTable<NumberKey> table, MethodTable<NumberKey> other) = (New().Table, New().Table);
        int hash = NewEntry(table, version: 1).KeyHash;

        Assert.That(NewEntry(table, version: 2).KeyHash, Is.EqualTo(hash), "another answer of the same call");
        Assert.That(new Entry<NumberKey>(table, 2, _answer, [], new RunStamp(1, 1, 0)).KeyHash, Is.Not.EqualTo(hash), "another key");
        Assert.That(NewEntry(other, version: 1).KeyHash, Is.Not.EqualTo(hash), "another method");
    }

    [Test]
    public void EntryTryReplace_OlderVersion_ChangesNothing()
    {
        (MethodTable<NumberKey> table, _) = New();
        Entry entry = Store(table, version: 5);

        Assert.That(entry.TryReplace(_answer, new RunStamp(4, 4, 0), new StubSchedule()), Is.Null);
        Assert.That(entry.TryReplace(_answer, new RunStamp(5, 5, 0), new StubSchedule()), Is.Null);
        Assert.That(entry.IsStored, Is.True);
    }

    [Test]
    public void EntryTryReplace_ProvenByALaterRun_ChangesNothing()
    {
        (MethodTable<NumberKey> table, _) = New();
        Entry entry = Store(table, version: 5);
        Assert.That(entry.TryProve(new RunStamp(7, 7, 70), out _), Is.True);

        Assert.That(entry.TryReplace(_answer, new RunStamp(6, 6, 60), new StubSchedule()), Is.Null);
        Assert.That(entry.TryProve(new RunStamp(6, 6, 60), out _), Is.False);
        Assert.That(entry.ProvenAt, Is.EqualTo(70));
    }

    [Test]
    public void EntryTryReplace_AnotherEntryStandsThere_ReplacesThatIfItIsOlder()
    {
        (MethodTable<NumberKey> table, _) = New();
        Entry first = Store(table, version: 1);
        Entry second = first.TryReplace(_answer, new RunStamp(2, 2, 20), new StubSchedule())!;

        Entry third = first.TryReplace(_answer, new RunStamp(3, 3, 30), new StubSchedule(33))!;

        Assert.That((second.IsStored, third.IsStored), Is.EqualTo((false, true)));
        Assert.That((third.ProvenAt, third.NextCheckAt), Is.EqualTo((30, 33)));
    }

    [Test]
    public void EntryFail_CountsUntilAProof()
    {
        (MethodTable<NumberKey> table, _) = New();
        Entry entry = Store(table, version: 1);
        entry.Fail(new RunStamp(3, 3, 10));
        entry.Fail(new RunStamp(2, 2, 5));
        entry.Fail(new RunStamp(1, 1, 11)); // A run that began later has proven it meanwhile.

        Assert.That((entry.Failures, entry.CheckedAt, entry.ProvenAt), Is.EqualTo((2, 10, 0)));
        entry.TryProve(new RunStamp(2, 2, 20), out _);
        Assert.That((entry.Failures, entry.CheckedAt, entry.ProvenAt), Is.EqualTo((0, 20, 20)));
    }

    [Test]
    public void EntryTryBeginCheck_OneAtATime()
    {
        var entry = new StubEntry();

        Assert.That(entry.TryBeginCheck(), Is.True);
        Assert.That(entry.TryBeginCheck(), Is.False);
        entry.EndCheck();
        Assert.That(entry.TryBeginCheck(), Is.True);
    }

    private static (MethodTable<NumberKey> Table, MemoryBound Bound) New()
    {
        var bound = new MemoryBound(100, 100_000);
        return (new MethodTable<NumberKey>(null!, bound), bound);
    }

    private Entry<NumberKey> NewEntry(MethodTable<NumberKey> table, long version) => new(table, 1, _answer, [], new RunStamp(version, version, 0));

    private Entry<NumberKey> Store(MethodTable<NumberKey> table, long version)
    {
        Entry<NumberKey> entry = NewEntry(table, version);
        if (!table.TryGet(1, out Slot? slot))
        {
            table.TryAdd(1, slot = new BareSlot());
        }

        Assert.That(table.TryReplace(1, slot, entry), Is.True);
        return entry;
    }
}
