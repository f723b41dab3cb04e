namespace Interception.Storage;

/// <summary>Which entry goes when memory is full: one that was used once and not again, before those that were used more often.</summary>
/// <remarks>
/// S3-FIFO: a new entry stands in a small queue first, and moves to the main one only if it was used there; so what is used once, by a scan say, pushes out nothing
/// that is used often. Keys that went from the small queue are remembered for a while: if they come back they belong in the main one at once. A hit only
/// raises a counter. Source: Yang, Zhang, Qiu, Yue and Rashmi, "FIFO queues are all you need for cache eviction", SOSP 2023; against other policies: Benchmarks/Results/HitRatio.
/// Not thread-safe: <see cref="MemoryBound"/> holds its lock.
/// </remarks>
internal sealed class EvictionOrder
{
    /// <summary>The small queue's part of the memory.</summary>
    private const double SmallShare = 0.1;

    /// <summary>How many keys are remembered at least, for each entry: with one, as in the paper, a loop over twice as many keys as there is room for would find none.</summary>
    private const int RememberedPerEntry = 2;

    /// <summary>How many entries are looked at, at most, to find the one that goes: a caller waits for it, and hits may come as fast.</summary>
    private const int MostLooks = 128;

    private readonly EvictionQueue _small = new(), _main = new();
    private readonly RememberedKeys _remembered = new();

    public int Count => _small.Count + _main.Count;

    public long Bytes => _small.Bytes + _main.Bytes;

    /// <summary>Takes an entry in. One that stands in the place of another answer keeps that one's place.</summary>
    public void Add(Entry entry)
    {
        entry.IsProtected = entry.IsProtected || _remembered.Forget(entry.KeyHash);
        (entry.IsProtected ? _main : _small).Enqueue(entry);
    }

    /// <summary>Takes an entry out that has left its table. Nothing if it is not in.</summary>
    public static void Remove(Entry entry) => entry.Queue?.Remove(entry);

    /// <summary>Takes out the entry that goes next. Only while there is one.</summary>
    public Entry Evict()
    {
        for (int looks = 1; ; looks++)
        {
            bool isSmall = _main.Count == 0 || (_small.Count > 0 && _small.Bytes >= SmallShare * Bytes);
            Entry oldest = (isSmall ? _small : _main).Dequeue();
            if (oldest.Uses == 0 || looks >= MostLooks)
            {
                if (isSmall)
                {
                    _remembered.Reserve(RememberedPerEntry * Count);
                    _remembered.Remember(oldest.KeyHash);
                }

                return oldest;
            }

            oldest.Uses = (byte)(isSmall ? 0 : oldest.Uses - 1);
            oldest.IsProtected = true;
            _main.Enqueue(oldest);
        }
    }
}
