namespace Interception.Runs;

/// <summary>Starts a run on the thread pool with nothing ambient of whoever starts it.</summary>
internal static class Detached
{
    /// <summary>Lets a task end by itself; what it throws is nobody's.</summary>
    public static void Observe(Task task) =>
        task.ContinueWith(
            static ended => _ = ended.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Starts it. A method that blocks before its first await blocks a pool thread, never the one that starts it.</summary>
    public static Task<object?> Start<TState>(Func<TState, Task<object?>> run, TState state)
    {
        bool flows = !ExecutionContext.IsFlowSuppressed();
        AsyncFlowControl control = flows ? ExecutionContext.SuppressFlow() : default;
        try
        {
            return Task.Run(() => run(state));
        }
        finally
        {
            if (flows)
            {
                control.Undo();
            }
        }
    }
}
