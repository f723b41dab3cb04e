using System.Threading.Channels;
using Interception.Telemetry;

namespace Interception.Storage.Shared;

/// <summary>Writes to the store that nobody waits for: so many wait at most, so few run at once. What doesn't fit is refused.</summary>
/// <remarks>Thread-safe. A refused write costs nothing but an answer that the other nodes don't have; a later check brings it.</remarks>
internal sealed class WriteBehind : IDisposable
{
    public const int Capacity = 1024;

    /// <summary>How many run at once.</summary>
    public const int Writers = 4;

    private readonly Channel<Func<ValueTask>> _writes =
        Channel.CreateBounded<Func<ValueTask>>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    private readonly CacheMetrics _metrics;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _pending;

    /// <summary>Starts the writers. They carry nothing ambient of whoever does.</summary>
    /// <param name="metrics">Counts what there is no room for.</param>
    public WriteBehind(CacheMetrics metrics)
    {
        _metrics = metrics;
        using AsyncFlowControl control = ExecutionContext.SuppressFlow();
        for (int i = 0; i < Writers; i++)
        {
            _ = Task.Run(WriteAsync);
        }
    }

    /// <summary>How many wait or run.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Whether there is no room for another.</summary>
    public bool IsFull => Pending >= Capacity;

    /// <summary>Adds a write, if there is room. It must not throw.</summary>
    public bool TryAdd(Func<ValueTask> write)
    {
        Interlocked.Increment(ref _pending);
        if (_writes.Writer.TryWrite(write))
        {
            return true;
        }

        if (Pending > Capacity)
        {
            _metrics.StoreFailed("full"); // Otherwise it takes no more because the cache stops.
        }

        End();
        return false;
    }

    /// <summary>Completes when nothing waits or runs.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return Pending == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Takes no further writes; those that wait are still written.</summary>
    public void Dispose() => _writes.Writer.TryComplete();

    private async Task WriteAsync()
    {
        await foreach (Func<ValueTask> write in _writes.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await write().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // It answers for itself; a writer must outlive it in any case.
            }
            finally
            {
                End();
            }
        }
    }

    private void End()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (Interlocked.Decrement(ref _pending) == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.TrySetResult();
    }
}
