namespace Interception.Tests.Specimens;

/// <summary>How often the methods of one node have run. Thread-safe.</summary>
internal sealed class RunTally
{
    private int _runs;

    public int Runs => Volatile.Read(ref _runs);

    public void Add() => Interlocked.Increment(ref _runs);
}
