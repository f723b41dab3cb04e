namespace Interception.Benchmarks.Subjects;

/// <summary>How often the method itself has run, whoever made the instance that ran. Read and written by one thread at a time.</summary>
public sealed class RunCounter
{
    public long Count { get; set; }
}
