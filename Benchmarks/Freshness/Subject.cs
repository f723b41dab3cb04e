namespace Interception.Benchmarks.Freshness;

/// <summary>A cache on trial. It is asked for one key at a time, and time only goes forward.</summary>
internal abstract class Subject : IDisposable
{
    /// <summary>How often it has run the method.</summary>
    public long Runs { get; protected set; }

    /// <summary>How many callers have waited for a run, first calls apart.</summary>
    public long Waits { get; protected set; }

    /// <summary>Answers a call.</summary>
    public abstract ValueTask<int> AskAsync(int key, double now);

    /// <summary>The warm-up is over.</summary>
    public virtual void BeginMeasuring()
    {
    }

    public virtual void Dispose()
    {
    }
}
