namespace Interception.Benchmarks.Freshness;

/// <summary>The truth as a service sees it, at the trial's own time.</summary>
internal sealed class TruthSource(Truth truth)
{
    private long _reads;

    public double Now { get; set; }

    public long Reads => Interlocked.Read(ref _reads);

    public int Read(int key)
    {
        Interlocked.Increment(ref _reads);
        return truth.At(key, Now);
    }
}
