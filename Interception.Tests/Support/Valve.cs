namespace Interception.Tests.Support;

/// <summary>Holds runs up until a test lets them go on.</summary>
internal sealed class Valve : IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _openForThreads = new();

    /// <summary>Waits until it is opened, whatever becomes of any token.</summary>
    public Task HoldAsync()
    {
        _arrived.Release();
        return _open.Task;
    }

    /// <summary>The same, or until the token is signalled.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        _arrived.Release();
        return _open.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The same on the calling thread, whatever becomes of any token.</summary>
    public void Hold() => Pass(CancellationToken.None);

    /// <summary>The same on the calling thread, or until the token is signalled.</summary>
    public void Pass(CancellationToken cancellationToken)
    {
        _arrived.Release();
        _openForThreads.Wait(cancellationToken);
    }

    /// <summary>Completes when so many more have arrived.</summary>
    public async Task ArrivedAsync(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            if (!await _arrived.WaitAsync(TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"{i} of {count} runs arrived.");
            }
        }
    }

    public void Open()
    {
        _open.TrySetResult();
        _openForThreads.Set();
    }

    public void Dispose()
    {
        Open();
        _arrived.Dispose();
    }
}
