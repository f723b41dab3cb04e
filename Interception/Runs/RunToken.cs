namespace Interception.Runs;

/// <summary>The token that a run gets in place of its caller's: signalled after RunTimeout, when the host or the container ends, or when nobody waits any more.</summary>
/// <remarks>Dispose of it when the run has ended, not when the wait for it has: a run that is given up must still hear of it.</remarks>
internal sealed class RunToken : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _any;
    private readonly CancellationTokenRegistration _link;

    public RunToken(TimeSpan timeout, TimeProvider time, CancellationToken stop, CancellationToken abandoned = default)
    {
        _timeout = new CancellationTokenSource(timeout, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(stop, abandoned);
        _link = _timeout.Token.UnsafeRegister(static state => ((RunToken)state!).TimeOut(), this);
    }

    public CancellationToken Token => _any.Token;

    /// <summary>Whether the run has had its time.</summary>
    public bool IsTimedOut => _timeout.IsCancellationRequested;

    /// <summary>Calls back when the run has had its time.</summary>
    public CancellationTokenRegistration OnTimeout(Action callback) =>
        _timeout.Token.UnsafeRegister(static state => ((Action)state!)(), callback);

    /// <summary>Signals it now, on another thread: the method may have hung work on it.</summary>
    public void Cancel()
    {
        try
        {
            Detached.Observe(_any.CancelAsync());
        }
        catch (ObjectDisposedException)
        {
            // The run has ended at this moment.
        }
    }

    public void Dispose()
    {
        _link.Dispose();
        _any.Dispose();
        _timeout.Dispose();
    }

    private void TimeOut()
    {
        try
        {
            _any.Cancel();
        }
        catch (AggregateException)
        {
            // What the method hung on its token has failed. This is a timer's thread, where an exception would end the process.
        }
    }
}
