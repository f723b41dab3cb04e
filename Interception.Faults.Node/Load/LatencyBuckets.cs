namespace Interception.Faults.Node.Load;

/// <summary>Divides latencies into buckets: 32 to each doubling, from 128 nanoseconds on.</summary>
internal static class LatencyBuckets
{
    public const int Count = 32 * 40;

    private const double SmallestMilliseconds = 0.000_128;

    public static int Of(double milliseconds) => milliseconds <= SmallestMilliseconds
        ? 0
        : Math.Min(Count - 1, (int)(Math.Log2(milliseconds / SmallestMilliseconds) * 32));

    public static double LowerMilliseconds(int bucket) => SmallestMilliseconds * Math.Pow(2, bucket / 32.0);

    public static double UpperMilliseconds(int bucket) => LowerMilliseconds(bucket + 1);
}
