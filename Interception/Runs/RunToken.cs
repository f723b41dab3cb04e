namespace Interception.Runs;

/// <summary>The token that a run gets in place of its caller's: signalled after RunTimeout, when the host or the container ends, or when nobody waits any more.</summary>
/// <remarks>Dispose of it when the run has ended, not when the wait for it has: a run that is given up must still hear of it.</remarks>
internal sealed class RunToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Action<object?, Task>? _onTimeout;
    private readonly object? _state;
    private readonly CancellationTokenRegistration _stop;
    private readonly CancellationTokenRegistration _abandoned;
    private readonly ITimer _timer;
    private volatile bool _isTimedOut;
    private volatile bool _hasEnded;
    private TaskCompletionSource? _end;

    /// <summary>Begins it, with the run.</summary>
    /// <param name="timeout">How long the run may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onTimeout">Called when the run has had its time, before the token is signalled; gets the state, and a task that completes when the run has ended.</param>
    /// <param name="state">What it gets.</param>
    /// <param name="stop">Signals it, too.</param>
    /// <param name="abandoned">Signals it, too.</param>
    public RunToken(
        TimeSpan timeout, TimeProvider time, Action<object?, Task>? onTimeout, object? state, CancellationToken stop, CancellationToken abandoned = default)
    {
        (_onTimeout, _state) = (onTimeout, state);
        _timer = Detached.StartTimer(time, static self => ((RunToken)self!).TimeOut(), this, timeout); // First: the application's clock may fail.
        _stop = stop.UnsafeRegister(static self => ((RunToken)self!)._source.Cancel(), this);
        _abandoned = abandoned.UnsafeRegister(static self => ((RunToken)self!)._source.Cancel(), this);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the run has had its time.</summary>
    public bool IsTimedOut => _isTimedOut;

    /// <summary>Signals it now, on another thread: the method may have hung work on it.</summary>
    public void Cancel()
    {
        try
        {
            Detached.Observe(_source.CancelAsync());
        }
        catch (ObjectDisposedException)
        {
            // The run has ended at this moment.
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
        _abandoned.Dispose();
        _source.Dispose();
        _hasEnded = true;
        Interlocked.MemoryBarrier(); // In full before it is asked whether anybody waits for the end, as there the other way round.
        _end?.TrySetResult();
    }

    private void TimeOut()
    {
        _isTimedOut = true;
        try
        {
            _onTimeout?.Invoke(_state, WhenEnded());
        }
        catch (Exception)
        {
            // It asks the application's clock. This is a timer's thread, where an exception would end the process, and the run is still to hear of its time.
        }

        try
        {
            _source.Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // What the method hung on its token has failed, or the run has ended at this moment.
        }
    }

    private Task WhenEnded()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _end, end);
        if (_hasEnded)
        {
            end.TrySetResult();
        }

        return end.Task;
    }
}
