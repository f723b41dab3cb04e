namespace Interception.Storage;

/// <summary>Whether an entry's check is queued or running, and who waits for its end.</summary>
/// <remarks>Thread-safe, in place: it is part of its entry and must not be copied.</remarks>
internal struct PendingCheck
{
    private int _pending;
    private TaskCompletionSource? _ended;

    public readonly bool IsPending => Volatile.Read(in _pending) != 0;

    /// <summary>Claims it, if nobody else has.</summary>
    /// <remarks>The read first: hits on an entry whose check is pending write nothing.</remarks>
    public bool TryBegin() => !IsPending && Interlocked.CompareExchange(ref _pending, 1, 0) == 0;

    public void End()
    {
        Interlocked.Exchange(ref _pending, 0); // A full fence: who waits has put its source there before it looked, or sees that the check has ended.
        if (Volatile.Read(ref _ended) is not null)
        {
            Interlocked.Exchange(ref _ended, null)?.TrySetResult();
        }
    }

    /// <summary>Completes when it has ended.</summary>
    public Task WhenEnded()
    {
        TaskCompletionSource? ended = Volatile.Read(ref _ended);
        if (ended is null)
        {
            var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ended = Interlocked.CompareExchange(ref _ended, own, null) ?? own;
        }

        return IsPending ? ended.Task : Task.CompletedTask; // Read last: who has ended it meanwhile has not seen the source.
    }
}
