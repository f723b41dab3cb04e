using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Load;

/// <summary>Counts latencies in a fixed number of buckets, so that measuring a node's memory doesn't change it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LatencyHistogram
{
    private readonly long[] _counts = new long[LatencyBuckets.Count];
    private double _max;

    public void Add(TimeSpan latency)
    {
        double milliseconds = latency.TotalMilliseconds;
        Interlocked.Increment(ref _counts[LatencyBuckets.Of(milliseconds)]);
        double max;
        while (milliseconds > (max = Volatile.Read(ref _max)) && Interlocked.CompareExchange(ref _max, milliseconds, max) != max)
        {
            // Another thread has raised it meanwhile.
        }
    }

    public HistogramReport Report() => new(
        _counts.Index().Where(bucket => bucket.Item > 0).ToDictionary(bucket => bucket.Index, bucket => bucket.Item),
        _max);
}
