namespace Interception.Refresh;

/// <summary>How many checks were refused, and how long ago the last of them was.</summary>
/// <remarks>Thread-safe. Whoever asks need not have looked before.</remarks>
internal sealed class Refusals(TimeProvider time)
{
    private long _count;
    private long _lastAt;

    public long Count => Interlocked.Read(ref _count);

    public void Add()
    {
        Interlocked.Exchange(ref _lastAt, time.GetTimestamp()); // First, so that whoever sees a count sees a time.
        Interlocked.Increment(ref _count);
    }

    /// <summary>Whether one was refused lately.</summary>
    public bool AnyWithin(TimeSpan window) => Count > 0 && time.GetElapsedTime(Interlocked.Read(ref _lastAt)) <= window;
}
