namespace Interception.Runs;

/// <summary>The runs of one method that have outlived their timeout and still hold a thread or a connection somewhere.</summary>
/// <remarks>
/// Nothing can end a run that ignores its token. It is counted, so that a method that hangs is left alone before it has
/// taken everything. Thread-safe.
/// </remarks>
internal sealed class OverdueRuns(Action ended)
{
    /// <summary>With so many runs overdue a method gets no further checks until one ends.</summary>
    public const int Limit = 4;

    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool AreTooMany => Count >= Limit;

    /// <summary>Counts a run until it ends, and watches its exception so that nobody else has to.</summary>
    /// <returns>False if it has ended already: its time was up at that moment.</returns>
    public bool TryAdd(Task run)
    {
        if (run.IsCompleted)
        {
            return false;
        }

        Interlocked.Increment(ref _count);
        _ = WatchAsync(run);
        return true;
    }

    private async Task WatchAsync(Task run)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _count);
        ended();
    }
}
