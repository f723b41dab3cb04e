using System.Runtime.ExceptionServices;
using Interception.Keys;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>The run of a synchronous method after a miss, on the thread of the caller that came first; others wait at the gate.</summary>
/// <remarks>Nobody waits at it longer than RunTimeout: then the caller runs the method itself. Thread-safe.</remarks>
internal sealed class Gate<TKey>(MethodTable<TKey> table, TKey key, RunFlow flow) : RunSlot
    where TKey : struct, IKey<TKey>
{
    private readonly object _gate = new();
    private Outcome? _outcome;
    private ExceptionDispatchInfo? _error;
    private bool _open;
    private int _waiters;

    public TKey Key => key;

    public override RunFlow Flow => flow;

    /// <summary>Whether anybody but the running caller wants the result.</summary>
    public bool IsAwaited => Volatile.Read(ref _waiters) > 0;

    /// <summary>Waits until the run ends.</summary>
    /// <returns>What it came to; null if it took too long.</returns>
    /// <exception cref="OperationCanceledException">The waiting caller's own token was signalled.</exception>
    public Outcome? Wait(TimeSpan atMost, TimeProvider time, CancellationToken caller)
    {
        bool late = false;
        using ITimer timer = time.CreateTimer(_ => Wake(() => late = true), null, atMost, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration registration = caller.UnsafeRegister(_ => Wake(static () => { }), null);
        Interlocked.Increment(ref _waiters);
        try
        {
            lock (_gate)
            {
                while (!_open && !late && !caller.IsCancellationRequested)
                {
                    Monitor.Wait(_gate);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }

        if (!_open)
        {
            caller.ThrowIfCancellationRequested();
        }

        _error?.Throw();
        return _outcome;
    }

    public override void Remove() => table.TryRemove(key, this);

    public void Complete(Outcome outcome) => Open(outcome, null);

    public void Fail(Exception exception) => Open(null, ExceptionDispatchInfo.Capture(exception));

    private void Open(Outcome? outcome, ExceptionDispatchInfo? error)
    {
        lock (_gate)
        {
            (_outcome, _error, _open) = (outcome, error, true);
            Monitor.PulseAll(_gate);
        }
    }

    private void Wake(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }
}
