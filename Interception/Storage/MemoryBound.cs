namespace Interception.Storage;

/// <summary>One bound for all methods' tables: so many entries, so many bytes. What is used least goes first.</summary>
/// <remarks>
/// CLOCK (Corbató, "A Paging Experiment with the Multics System", 1968): the entries stand in a ring; a hand goes round,
/// spares those that were hit since it last came by, and evicts the first that was not. A hit only sets a flag.
/// Thread-safe; only misses, changes and evictions take the lock.
/// </remarks>
internal sealed class MemoryBound(int maxEntries, long maxBytes)
{
    private readonly Lock _gate = new();
    private Entry? _hand;
    private int _count;
    private long _bytes;

    public int Count => Volatile.Read(ref _count);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Whether an entry of this charge can be kept at all.</summary>
    public bool Fits(long chargeBytes) => chargeBytes <= maxBytes;

    /// <summary>Charges an entry that has just entered its table, and evicts others to make room for it first.</summary>
    /// <remarks>One that is larger than the whole bound goes itself: nobody else would be left.</remarks>
    public void Add(Entry entry)
    {
        Entry? victims = null; // Chained by the links that they need in the ring no more.
        lock (_gate)
        {
            if (entry.IsGone)
            {
                return;
            }

            if (Fits(entry.ChargeBytes))
            {
                while (_count >= maxEntries || _bytes + entry.ChargeBytes > maxBytes)
                {
                    Entry victim = EvictOne_NeedsLock();
                    (victim.NextInRing, victims) = (victims, victim);
                }

                Link(entry);
            }
            else
            {
                entry.IsGone = true;
                victims = entry;
            }
        }

        // Outside the lock: a table's removal comes back here to release the charge, and finds it released.
        while (victims is { } victim)
        {
            (victims, victim.NextInRing) = (victim.NextInRing, null);
            victim.Remove();
        }
    }

    /// <summary>Releases an entry that has left its table; one that was never added is remembered as gone.</summary>
    public void Remove(Entry entry)
    {
        lock (_gate)
        {
            bool isLinked = !entry.IsGone && entry.NextInRing is not null; // What was evicted is charged no more.
            entry.IsGone = true;
            if (isLinked)
            {
                Unlink(entry);
            }
        }
    }

    private Entry EvictOne_NeedsLock()
    {
        // One round at most: hits may set the flags again as fast as the hand clears them.
        for (int spared = 0; _hand!.Touched && spared < _count; spared++)
        {
            _hand.Touched = false;
            _hand = _hand.NextInRing!;
        }

        Entry victim = _hand;
        victim.IsGone = true;
        Unlink(victim);
        return victim;
    }

    /// <summary>Behind the hand: the hand comes to a new entry last.</summary>
    private void Link(Entry entry)
    {
        if (_hand is null)
        {
            _hand = entry.NextInRing = entry.PreviousInRing = entry;
        }
        else
        {
            Entry last = _hand.PreviousInRing!;
            (entry.PreviousInRing, entry.NextInRing) = (last, _hand);
            last.NextInRing = _hand.PreviousInRing = entry;
        }

        _count++;
        _bytes += entry.ChargeBytes;
    }

    private void Unlink(Entry entry)
    {
        Entry next = entry.NextInRing!;
        if (ReferenceEquals(next, entry))
        {
            _hand = null;
        }
        else
        {
            entry.PreviousInRing!.NextInRing = next;
            next.PreviousInRing = entry.PreviousInRing;
            _hand = ReferenceEquals(_hand, entry) ? next : _hand;
        }

        entry.NextInRing = entry.PreviousInRing = null;
        _count--;
        _bytes -= entry.ChargeBytes;
    }
}
