namespace Interception.Runs;

/// <summary>The token of a run that its waiter may leave: signalled when the run has taken too long, or when the cache stops.</summary>
/// <remarks>
/// The run disposes of it when it ends, and nobody before: a waiter that leaves and takes the source along would leave the
/// method waiting for a signal that never comes.
/// </remarks>
internal sealed class RunToken : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public RunToken(TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        _timeout = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, stop);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
