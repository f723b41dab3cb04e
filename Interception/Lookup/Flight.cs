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
/// <param name="parent">The run that the call is part of, or null.</param>
/// <param name="trace">The trace that the run is part of.</param>
/// <param name="mustRun">Whether the method must be run, even if another node has an answer.</param>
/// <param name="mayLeave">Whether whoever started it may give up. If not, it awaits the run itself and needs no signal.</param>
[SuppressMessage("Design", "CA1001", Justification = "Its source has no timer; callers may look at the token after the run.")]
internal sealed class Flight<TKey>(
    MethodTable<TKey> table, TKey key, string[] varyBy, object?[]? borrowed, RunFlow? parent, Activity? trace, bool mustRun, bool mayLeave)
    : RunSlot
    where TKey : struct, IKey<TKey>
{
    private readonly CancellationTokenSource? _abandoned = mayLeave ? new CancellationTokenSource() : null;
    private int _waiters = 1;

    /// <summary>The <see cref="Outcome"/>, or the method's exception; null until the run has ended.</summary>
    private object? _end;

    private RunFlow? _flow;

    /// <summary>Tells those who wait besides the one that awaits the run itself; null while there is nobody.</summary>
    private TaskCompletionSource<Outcome>? _signal;

    public TKey Key => key;

    public string[] VaryBy => varyBy;

    public object?[]? BorrowedArguments => borrowed;

    /// <remarks>Made when it is needed first: an answer that another node has needs no run.</remarks>
    public override RunFlow Flow => Volatile.Read(ref _flow) ?? MakeFlow();

    public Activity? Trace => trace;

    public bool MustRun => mustRun;

    /// <summary>Whether whoever started it may give up.</summary>
    public bool MayLeave => mayLeave;

    /// <summary>Completes, or fails, when the run has ended. Whoever awaits it goes on by itself, not on the run's thread.</summary>
    public Task<Outcome> Landed
    {
        get
        {
            if (Volatile.Read(ref _signal) is null)
            {
                var signal = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
                Interlocked.CompareExchange(ref _signal, signal, null);
                Signal(); // The run may have ended before there was one.
            }

            return _signal!.Task;
        }
    }

    /// <summary>Signalled when nobody waits any more; never, if whoever started the run stays.</summary>
    public CancellationToken Abandoned => _abandoned?.Token ?? CancellationToken.None;

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
            return await Landed.WaitAsync(atMost, time, caller).ConfigureAwait(false);
        }
        catch (TimeoutException late) when (!ReferenceEquals(late, Landed.Exception?.InnerException))
        {
            return null; // It was the wait that took too long, even if the run has ended just now.
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Leaves the waiters; whoever is last gives the run up.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _waiters) == 0 && Volatile.Read(ref _end) is null)
        {
            Remove();
            Detached.Observe(_abandoned!.CancelAsync()); // Not on this thread: the method may have hung work on its token.
        }
    }

    public override void Remove() => table.TryRemove(key, this);

    public void Complete(Outcome outcome) => End(outcome);

    /// <summary>Ends the flight with the method's own exception; every waiter sees that object.</summary>
    public void Fail(Exception exception) => End(exception);

    private RunFlow MakeFlow()
    {
        Interlocked.CompareExchange(ref _flow, new RunFlow<TKey>(parent, checkNumber: 0, table, key), null);
        return _flow!;
    }

    private void End(object end)
    {
        Interlocked.CompareExchange(ref _end, end, null); // In full before the signal is looked for, as there the other way round.
        Signal();
    }

    /// <summary>Passes the end of the run on, once there are both an end and somebody to be told.</summary>
    private void Signal()
    {
        if (Volatile.Read(ref _end) is not { } end || Volatile.Read(ref _signal) is not { } signal)
        {
            return;
        }

        if (end is Exception exception)
        {
            signal.TrySetException(exception);
            _ = signal.Task.Exception; // Seen: nobody may be left to await it.
        }
        else
        {
            signal.TrySetResult((Outcome)end);
        }
    }
}
