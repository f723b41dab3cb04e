using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Storage;

[TestFixture]
internal sealed class EvictionOrderTests
{
    [Test]
    public void Evict_NothingWasUsed_IsInOrderOfArrival()
    {
        (EvictionOrder order, StubEntry[] entries) = Filled(3);

        Assert.That(order.Evict(), Is.SameAs(entries[0]));
        Assert.That(order.Evict(), Is.SameAs(entries[1]));
    }

    [Test]
    public void Evict_ManyThatAreUsedOnce_PushOutNothingThatIsUsedAgain()
    {
        (EvictionOrder order, StubEntry[] used) = Filled(18);
        Array.ForEach(used, entry => entry.Uses = 1);
        order.Add(new StubEntry());
        order.Evict(); // One of those that were used: the new one is less than a tenth.
        for (int i = 0; i < 100; i++)
        {
            order.Add(new StubEntry());
            Assert.That(used, Does.Not.Contain(order.Evict()));
        }
    }

    [Test]
    public void Evict_FewAreNew_TheOldestOfTheMainQueueGoes()
    {
        (EvictionOrder order, StubEntry[] used) = Filled(18);
        Array.ForEach(used, entry => entry.Uses = 1);
        order.Add(new StubEntry());

        Assert.That(order.Evict(), Is.SameAs(used[0]), "the new one, one of nineteen, is less than a tenth");
    }

    [Test]
    public void Evict_OfTheMainQueue_EachUseSparesAnEntryOnce()
    {
        (EvictionOrder order, StubEntry[] entries) = Filled(2);
        Array.ForEach(entries, entry => entry.IsProtected = true);
        (order, entries) = Filled(entries);
        entries[0].Uses = 1;

        Assert.That(order.Evict(), Is.SameAs(entries[1]));
        Assert.That(entries[0].Uses, Is.Zero);
        Assert.That(order.Evict(), Is.SameAs(entries[0]));
    }

    [Test]
    public void Add_KeyThatWentUnused_IsProtectedWhenItComesBack()
    {
        var order = new EvictionOrder();
        order.Add(new StubEntry(keyHash: 7));
        order.Evict();
        StubEntry back = new(keyHash: 7), other = new(keyHash: 8);

        order.Add(back);
        order.Add(other);

        Assert.That(back.IsProtected, Is.True);
        Assert.That(other.IsProtected, Is.False);
        Assert.That(order.Evict(), Is.SameAs(other), "though it came later");
    }

    [Test]
    public void Evict_AllAreUsedAsFastAsTheyAreSpared_EndsAllTheSame()
    {
        StubEntry[] entries = [.. Enumerable.Range(0, 1000).Select(_ => new StubEntry { IsProtected = true, Uses = ServedEntry.MostUses })];
        (EvictionOrder order, _) = Filled(entries);

        order.Evict();

        Assert.That(entries.Count(entry => entry.Uses < ServedEntry.MostUses), Is.LessThan(128));
    }

    [Test]
    public void Add_InThePlaceOfAnAnswerThatWasUsedAgain_KeepsThatOnesPlace()
    {
        (EvictionOrder order, StubEntry[] entries) = Filled(2);
        entries[0].Uses = 2;
        Assert.That(order.Evict(), Is.SameAs(entries[1])); // The other one has moved.
        Assert.That(entries[0].Uses, Is.Zero);
        entries[0].Uses = 1;
        StubEntry newer = new(), other = new();
        newer.Inherit(entries[0]);
        EvictionOrder.Remove(entries[0]);

        order.Add(newer);
        order.Add(other);

        Assert.That(newer.Uses, Is.EqualTo(1));
        newer.Uses = 0; // What spares it now is its place alone.
        Assert.That(order.Evict(), Is.SameAs(other), "though it came later");
    }

    [Test]
    public void CountAndBytes_AreThoseOfBothQueues()
    {
        StubEntry[] entries = [new StubEntry { IsProtected = true }, new StubEntry(keyBytes: 10)];
        (EvictionOrder order, _) = Filled(entries);
        Assert.That((order.Count, order.Bytes), Is.EqualTo((2, (2L * StubEntry.LeastChargeBytes) + 10)));

        EvictionOrder.Remove(entries[0]);
        EvictionOrder.Remove(entries[0]);

        Assert.That((order.Count, order.Bytes), Is.EqualTo((1, StubEntry.LeastChargeBytes + 10L)));
    }

    private static (EvictionOrder Order, StubEntry[] Entries) Filled(int count) =>
        Filled([.. Enumerable.Range(0, count).Select(_ => new StubEntry())]);

    private static (EvictionOrder Order, StubEntry[] Entries) Filled(StubEntry[] entries)
    {
        var order = new EvictionOrder();
        Array.ForEach(entries, order.Add);
        return (order, entries);
    }
}
