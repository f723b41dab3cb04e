namespace Interception.Runs;

/// <summary>Starts a run on the thread pool, or a timer, with nothing ambient of whoever starts it.</summary>
internal static class Detached
{
    /// <summary>Lets a task end by itself; what it throws is nobody's.</summary>
    public static void Observe(Task task) =>
        task.ContinueWith(
            static ended => _ = ended.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Starts it. A method that blocks before its first await blocks a pool thread, never the one that starts it.</summary>
    /// <returns>What it comes to. Whoever awaits that goes on where the run has ended.</returns>
    public static Task<object?> Start<TState>(Func<TState, Task<object?>> run, TState state)
    {
        var start = new RunStart<TState>(run, state);
        ThreadPool.UnsafeQueueUserWorkItem(start, preferLocal: true);
        return start.Task;
    }

    /// <summary>Starts a timer that takes nothing along of whoever starts it.</summary>
    public static ITimer StartTimer(TimeProvider time, TimerCallback callback, object? state, TimeSpan dueTime)
    {
        bool flows = !ExecutionContext.IsFlowSuppressed();
        AsyncFlowControl control = flows ? ExecutionContext.SuppressFlow() : default;
        try
        {
            return time.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (flows)
            {
                control.Undo();
            }
        }
    }

    /// <summary>What is queued and what is awaited, in one object.</summary>
    private sealed class RunStart<TState>(Func<TState, Task<object?>> run, TState state) : TaskCompletionSource<object?>, IThreadPoolWorkItem
    {
        private Task<object?>? _running;

        public void Execute()
        {
            try
            {
                _running = run(state);
            }
            catch (Exception exception)
            {
                SetException(exception);
                return;
            }

            if (_running.IsCompleted)
            {
                End();
            }
            else
            {
                _running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(End);
            }
        }

        private void End() => SetFromTask(_running!);
    }
}
