using Interception.Freshness;

namespace Interception.Storage;

/// <summary>How often an entry was used since the last look at its method that told something.</summary>
/// <remarks>Thread-safe, in place: it is part of its entry and must not be copied.</remarks>
internal struct HitTally
{
    private int _hitCount, _waits, _verified;
    private float _credited, _left, _told;

    /// <summary>How often it was served at once, about: see <see cref="HitCount"/>.</summary>
    public double Hits => HitCount.ToHits(Volatile.Read(ref _hitCount));

    /// <summary>How many callers have waited for its check.</summary>
    public int Waits => Math.Max(0, Volatile.Read(ref _waits));

    /// <summary>Whether its next check is to find out whether an answer that was served was right.</summary>
    public bool IsVerified => Volatile.Read(ref _verified) > 0;

    /// <summary>Counts a hit.</summary>
    /// <returns>Whether there are so many more by now that the next check may have to come earlier.</returns>
    public bool Hit() => HitCount.Add(ref _hitCount);

    /// <summary>Counts a caller that waits for a check instead of being served at once.</summary>
    public void Waited() => Interlocked.Increment(ref _waits);

    /// <summary>Counts an answer that was served and is to be checked now.</summary>
    public void Verify() => Interlocked.Increment(ref _verified);

    /// <summary>Takes the hits, of which none are left then.</summary>
    /// <param name="credited">How many of them <see cref="CreditHits"/> has given out.</param>
    public double TakeHits(out double credited)
    {
        double hits = HitCount.ToHits(Interlocked.Exchange(ref _hitCount, 0));
        credited = Math.Min(hits, Interlocked.Exchange(ref _credited, 0));
        Volatile.Write(ref _told, 0);
        return hits;
    }

    /// <summary>Gives out the hits that have come since it did so last. For whoever has claimed the check.</summary>
    public double CreditHits()
    {
        double hits = Hits;
        return Math.Max(0, hits - Interlocked.Exchange(ref _credited, (float)hits));
    }

    /// <summary>The uses that the other nodes have not been told of; now they have.</summary>
    public double TakeUntold()
    {
        double uses = Hits + Waits;
        return Math.Max(0, uses - Interlocked.Exchange(ref _told, (float)uses));
    }

    /// <summary>How many they have been told of.</summary>
    public double Told => Volatile.Read(ref _told);

    /// <summary>Takes a wait back that came to nothing.</summary>
    public void TakeBackWait() => Interlocked.Decrement(ref _waits);

    /// <summary>Remembers hits that were taken when the entry left its table: a run may tell yet whether it was right.</summary>
    public void Remember(double hits) => Volatile.Write(ref _left, (float)hits);

    /// <summary>Takes the hits that were remembered.</summary>
    public double TakeRemembered() => Interlocked.Exchange(ref _left, 0);

    public int TakeWaits() => Math.Max(0, Interlocked.Exchange(ref _waits, 0));

    public int TakeVerified() => Volatile.Read(ref _verified) == 0 ? 0 : Interlocked.Exchange(ref _verified, 0);
}
