namespace Interception.Benchmarks.Subjects;

/// <summary>How often the method itself has run, whoever made the instance that ran.</summary>
public sealed class RunCounter
{
    private long _count;

    /// <summary>Read and written by one thread at a time.</summary>
    public long Count
    {
        get => _count;
        set => _count = value;
    }

    /// <summary>Counts a run that others may run beside.</summary>
    public void CountOneOfMany() => Interlocked.Increment(ref _count);
}
