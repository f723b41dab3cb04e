namespace Interception.Storage;

/// <summary>One bound for all methods' tables: so many entries, so many bytes. <see cref="EvictionOrder"/> says which goes.</summary>
/// <remarks>Thread-safe; only misses, changes and evictions take the lock.</remarks>
internal sealed class MemoryBound(int maxEntries, long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly EvictionOrder _order = new();

    public int Count => _order.Count;

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _order.Bytes;
            }
        }
    }

    /// <summary>Whether an entry of this charge can be kept at all.</summary>
    public bool Fits(long chargeBytes) => chargeBytes <= maxBytes;

    /// <summary>Charges an entry that has just entered its table, and evicts others to make room for it first.</summary>
    /// <remarks>One that is larger than the whole bound goes itself: nobody else would be left.</remarks>
    public void Add(Entry entry)
    {
        Entry? victims = null; // Chained by the links that they need in the queue no more.
        lock (_gate)
        {
            if (entry.IsGone)
            {
                return;
            }

            if (Fits(entry.ChargeBytes))
            {
                while (_order.Count >= maxEntries || _order.Bytes + entry.ChargeBytes > maxBytes)
                {
                    Entry victim = _order.Evict();
                    (victim.IsGone, victim.NextInQueue, victims) = (true, victims, victim);
                }

                _order.Add(entry);
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
            (victims, victim.NextInQueue) = (victim.NextInQueue, null);
            victim.Remove();
        }
    }

    /// <summary>Releases an entry that has left its table; one that was never added is remembered as gone.</summary>
    public void Remove(Entry entry)
    {
        lock (_gate)
        {
            entry.IsGone = true;
            EvictionOrder.Remove(entry);
        }
    }
}
