using Interception.Faults.Node.Load;

namespace Interception.Faults.Node.Wire;

/// <summary>Latencies, counted in buckets that are 3 % wide; the buckets of several nodes can be added.</summary>
/// <param name="Counts">How many fell into each bucket of <see cref="LatencyBuckets"/>.</param>
/// <param name="MaxMilliseconds">The longest, exactly.</param>
internal sealed record HistogramReport(Dictionary<int, long> Counts, double MaxMilliseconds)
{
    public static readonly HistogramReport None = new([], 0);

    /// <summary>How many there are.</summary>
    public long Total => Counts.Values.Sum();

    /// <summary>The latency that a share of all calls, 0 to 1, stays within; 0 if there were none.</summary>
    public double Percentile(double share)
    {
        long rank = (long)Math.Ceiling(share * Total);
        long seen = 0;
        foreach ((int bucket, long count) in Counts.OrderBy(pair => pair.Key))
        {
            seen += count;
            if (seen >= rank)
            {
                return Math.Min(LatencyBuckets.UpperMilliseconds(bucket), MaxMilliseconds);
            }
        }

        return 0;
    }

    /// <summary>How many were longer than that.</summary>
    public long CountOver(double milliseconds) =>
        Counts.Where(pair => LatencyBuckets.LowerMilliseconds(pair.Key) >= milliseconds).Sum(pair => pair.Value);

    /// <summary>All of them as one.</summary>
    public static HistogramReport Sum(IEnumerable<HistogramReport> parts)
    {
        var counts = new Dictionary<int, long>();
        double max = 0;
        foreach (HistogramReport part in parts)
        {
            max = Math.Max(max, part.MaxMilliseconds);
            foreach ((int bucket, long count) in part.Counts)
            {
                counts[bucket] = counts.GetValueOrDefault(bucket) + count;
            }
        }

        return new HistogramReport(counts, max);
    }
}
