namespace Interception.Benchmarks.Freshness;

/// <summary>The truth as a service sees it, at the trial's own time.</summary>
internal sealed class TruthSource(Truth truth)
{
    private readonly int[] _readsByKey = new int[truth.Keys];
    private long _reads;

    public double Now { get; set; }

    public long Reads => Interlocked.Read(ref _reads);

    public int ReadsOf(int key) => Volatile.Read(ref _readsByKey[key]);

    public int Read(int key)
    {
        Interlocked.Increment(ref _reads);
        Interlocked.Increment(ref _readsByKey[key]);
        return truth.At(key, Now);
    }
}
