using System.Transactions;

namespace Interception.Runs;

/// <summary>Runs code on the calling thread without anything ambient of the caller's: no AsyncLocal, no culture,
/// no SynchronizationContext, and no transaction, whose uncommitted changes would become everybody's answer.</summary>
internal static class EmptyContext
{
    private static readonly ExecutionContext Empty = Capture();

    public static void Run(ContextCallback callback, object state)
    {
        SynchronizationContext? caller = SynchronizationContext.Current;
        Transaction? transaction = Transaction.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Transaction.Current = null;
            ExecutionContext.Run(Empty, callback, state);
        }
        finally
        {
            Transaction.Current = transaction;
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
