namespace Interception.Tests.Registration;

/// <summary>Counts what happens to the services under test. Thread-safe.</summary>
internal sealed class Tally
{
    private int _created;
    private int _disposed;
    private int _runs;

    public int Created => Volatile.Read(ref _created);

    public int Disposed => Volatile.Read(ref _disposed);

    public int Runs => Volatile.Read(ref _runs);

    public void Create() => Interlocked.Increment(ref _created);

    public void Dispose() => Interlocked.Increment(ref _disposed);

    /// <summary>Counts a run and returns its result.</summary>
    public T Run<T>(T result)
    {
        Interlocked.Increment(ref _runs);
        return result;
    }
}
