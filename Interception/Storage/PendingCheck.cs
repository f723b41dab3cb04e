namespace Interception.Storage;

/// <summary>Whether an entry's check is queued or running, and who waits for its end.</summary>
/// <remarks>Thread-safe, in place: it is part of its entry and must not be copied.</remarks>
internal struct PendingCheck
{
    private const int Nothing = 0, Asked = 1, Sampled = 2;

    private int _pending;
    private TaskCompletionSource? _ended;

    public readonly bool IsPending => Volatile.Read(in _pending) != Nothing;

    /// <summary>Whether it is a sample, which no hits have to pay for.</summary>
    public readonly bool IsSample => Volatile.Read(in _pending) == Sampled;

    /// <summary>Claims it, if nobody else has.</summary>
    /// <remarks>The read first: hits on an entry whose check is pending write nothing.</remarks>
    public bool TryBegin(bool isSample) =>
        !IsPending && Interlocked.CompareExchange(ref _pending, isSample ? Sampled : Asked, Nothing) == Nothing;

    public void End()
    {
        Interlocked.Exchange(ref _pending, Nothing); // A full fence: who waits has put its source there before it looked, or sees that the check has ended.
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
