namespace Interception.Storage.Shared;

/// <summary>The store's clock as this node knows it: what the store last said, and the time since.</summary>
/// <remarks>Thread-safe. Until the store has spoken it is this machine's own clock.</remarks>
internal sealed class StoreClock(CacheClock clock)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    private long _offsetTicks = clock.Time.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).Ticks - clock.Exact;

    /// <summary>Microseconds since 1970 by the store's clock, about.</summary>
    public long NowMicroseconds => (clock.Exact + Volatile.Read(ref _offsetTicks)) / TicksPerMicrosecond;

    /// <summary>Takes what the store says its clock shows.</summary>
    public void Set(long microseconds) => Volatile.Write(ref _offsetTicks, (microseconds * TicksPerMicrosecond) - clock.Exact);

    /// <summary>A time of the store in ticks of this process's clock; never later than now.</summary>
    public long ToLocal(long milliseconds)
    {
        long now = clock.Exact;
        return Math.Min(now, (milliseconds * TimeSpan.TicksPerMillisecond) - Volatile.Read(ref _offsetTicks));
    }
}
