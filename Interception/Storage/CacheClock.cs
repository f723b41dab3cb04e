namespace Interception.Storage;

/// <summary>
/// Time as the cache counts it: ticks of 100 nanoseconds that only go forward, whatever happens to the wall clock.
/// </summary>
/// <remarks>
/// A hit reads <see cref="Now"/>: with the system's clock that is a static field, up to <see cref="CoarseTime.PeriodMilliseconds"/> old;
/// with any other TimeProvider it is read directly, so that a fake clock rules everything. Thread-safe.
/// </remarks>
internal sealed class CacheClock
{
    private readonly bool _coarse;

    public CacheClock(TimeProvider time)
    {
        Time = time;
        _coarse = ReferenceEquals(time, TimeProvider.System);
        if (_coarse)
        {
            CoarseTime.Start();
        }
    }

    public TimeProvider Time { get; }

    /// <summary>The time, cheap to read and up to 10 milliseconds late.</summary>
    public long Now => _coarse ? CoarseTime.Now : Exact;

    /// <summary>The time, exact; for the start and end of runs.</summary>
    public long Exact => TicksOf(Time, Time.GetTimestamp());

    /// <summary>The ticks of a provider's timestamp.</summary>
    public static long TicksOf(TimeProvider time, long timestamp) => time.GetElapsedTime(0, timestamp).Ticks;
}
