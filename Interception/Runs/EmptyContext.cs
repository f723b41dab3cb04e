namespace Interception.Runs;

/// <summary>Runs code on the calling thread without anything ambient of the caller's: no AsyncLocal, no culture, no SynchronizationContext.</summary>
internal static class EmptyContext
{
    private static readonly ExecutionContext Empty = Capture();

    public static void Run(ContextCallback callback, object state)
    {
        SynchronizationContext? caller = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            ExecutionContext.Run(Empty, callback, state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(caller);
        }
    }

    /// <summary>A thread started without a context has the empty one, and there is no other way to name it.</summary>
    private static ExecutionContext Capture()
    {
        ExecutionContext? empty = null;
        var thread = new Thread(() => empty = ExecutionContext.Capture()) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return empty!;
    }
}
