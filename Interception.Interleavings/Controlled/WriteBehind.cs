using Interception.Telemetry;

namespace Interception.Storage.Shared;

/// <summary>Stands for the library's, whose channel the checker can't follow: a task for each write, so they may also overtake each other.</summary>
internal sealed class WriteBehind : IDisposable
{
    private readonly object _gate = new();
    private TaskCompletionSource? _idle;
    private int _pending;

    /// <summary>Refuses nothing, so it has nothing to count.</summary>
    public WriteBehind(CacheMetrics metrics) => _ = metrics;

    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Never: no scenario has as many.</summary>
    public bool IsFull => false;

    public bool TryAdd(Func<ValueTask> write)
    {
        lock (_gate)
        {
            _pending++;
        }

        _ = Task.Run(() => WriteAsync(write));
        return true;
    }

    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _pending == 0 ? Task.CompletedTask : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Dispose()
    {
    }

    private async Task WriteAsync(Func<ValueTask> write)
    {
        await write().ConfigureAwait(false);
        lock (_gate)
        {
            if (--_pending == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }
}
