using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Interception.Keys;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>The run of an asynchronous method after a miss, which everybody who asks for the key meanwhile waits for.</summary>
/// <remarks>
/// It stands in the table until it ends, which makes it the only one of its key. A caller who gives up leaves; when the
/// last one has left, the run's token is signalled and the key is free. Thread-safe.
/// </remarks>
/// <param name="table">Where it stands.</param>
/// <param name="key">The key, kept.</param>
/// <param name="varyBy">The VaryBy values of the call.</param>
/// <param name="borrowed">The caller's own arguments, where the run needs some that are no part of the key; else null.</param>
/// <param name="flow">What the run tells calls made inside it.</param>
/// <param name="trace">The trace that the run is part of.</param>
/// <param name="mustRun">Whether the method must be run, even if another node has an answer.</param>
[SuppressMessage("Design", "CA1001", Justification = "Its source has no timer; callers may look at the token after the run.")]
internal sealed class Flight<TKey>(
    MethodTable<TKey> table, TKey key, string[] varyBy, object?[]? borrowed, RunFlow flow, Activity? trace, bool mustRun) : Slot
    where TKey : struct, IKey<TKey>
{
    private readonly TaskCompletionSource<Outcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abandoned = new();
    private int _waiters = 1;

    public TKey Key => key;

    public string[] VaryBy => varyBy;

    public object?[]? BorrowedArguments => borrowed;

    public RunFlow Flow => flow;

    public Activity? Trace => trace;

    public bool MustRun => mustRun;

    /// <summary>Completes, or fails, when the run has ended.</summary>
    public Task Landed => _completion.Task;

    /// <summary>Signalled when nobody waits any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Joins the waiters, unless the last one has just left.</summary>
    public bool TryJoin()
    {
        for (int waiters = Volatile.Read(ref _waiters); waiters > 0; waiters = Volatile.Read(ref _waiters))
        {
            if (Interlocked.CompareExchange(ref _waiters, waiters + 1, waiters) == waiters)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits for the run, for whoever started or joined it.</summary>
    /// <returns>What it came to; null if that took too long.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up; the run goes on for the others.</exception>
    public async Task<Outcome?> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken caller)
    {
        try
        {
            return await _completion.Task.WaitAsync(atMost, time, caller).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!_completion.Task.IsCompleted)
        {
            return null;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Leaves the waiters; whoever is last gives the run up.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _waiters) == 0 && !_completion.Task.IsCompleted)
        {
            table.TryRemove(key, this);
            Detached.Observe(_abandoned.CancelAsync()); // Not on this thread: the method may have hung work on its token.
        }
    }

    public void Complete(Outcome outcome) => _completion.TrySetResult(outcome);

    /// <summary>Ends the flight with the method's own exception; every waiter sees that object.</summary>
    public void Fail(Exception exception)
    {
        _completion.TrySetException(exception);
        _ = _completion.Task.Exception; // Seen: nobody may be left to await it.
    }
}
