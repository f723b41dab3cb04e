namespace Interception.Runs;

/// <summary>Starts a run on the thread pool with nothing ambient of whoever starts it.</summary>
internal static class Detached
{
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
