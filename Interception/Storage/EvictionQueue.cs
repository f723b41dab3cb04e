namespace Interception.Storage;

/// <summary>A queue of entries that any of them can leave: a list that they are linked into themselves.</summary>
/// <remarks>Not thread-safe: <see cref="MemoryBound"/> holds its lock. An entry stands in one queue at a time.</remarks>
internal sealed class EvictionQueue
{
    private Entry? _first, _last;

    public int Count { get; private set; }

    /// <summary>What its entries are charged.</summary>
    public long Bytes { get; private set; }

    public void Enqueue(Entry entry)
    {
        (entry.Queue, entry.PreviousInQueue) = (this, _last);
        _ = _last is null ? _first = entry : _last.NextInQueue = entry;
        _last = entry;
        Count++;
        Bytes += entry.ChargeBytes;
    }

    /// <summary>Takes the entry that has stood in it longest. Only while there is one.</summary>
    public Entry Dequeue()
    {
        Entry first = _first!;
        Remove(first);
        return first;
    }

    public void Remove(Entry entry)
    {
        (Entry? previous, Entry? next) = (entry.PreviousInQueue, entry.NextInQueue);
        _ = previous is null ? _first = next : previous.NextInQueue = next;
        _ = next is null ? _last = previous : next.PreviousInQueue = previous;
        (entry.Queue, entry.PreviousInQueue, entry.NextInQueue) = (null, null, null);
        Count--;
        Bytes -= entry.ChargeBytes;
    }
}
