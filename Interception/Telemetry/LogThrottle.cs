namespace Interception.Telemetry;

/// <summary>Lets one line a second through.</summary>
/// <remarks>Thread-safe. An outage at 2,000 calls a second must not write 2,000 lines a second; the metrics count them all.</remarks>
internal sealed class LogThrottle
{
    private long _lastWrite = long.MinValue;

    public bool MayWrite(TimeProvider time)
    {
        long now = time.GetTimestamp();
        long last = Interlocked.Read(ref _lastWrite);
        return (last == long.MinValue || time.GetElapsedTime(last, now) >= TimeSpan.FromSeconds(1))
            && Interlocked.CompareExchange(ref _lastWrite, now, last) == last;
    }
}
