namespace Listings.Cities;

/// <summary>Counts how often the listing itself has run in this process, for a caller or for the cache. Thread-safe.</summary>
public sealed class RunCounter
{
    private long _count;

    /// <summary>The runs so far, those in progress included.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts a run that begins.</summary>
    public void Begin() => Interlocked.Increment(ref _count);
}
