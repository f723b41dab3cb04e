using System.Diagnostics.CodeAnalysis;
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
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            ExecutionContext.Run(Empty, static work => RunWithoutTransaction(((ContextCallback, object))work!), (callback, state));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(caller);
        }
    }

    /// <remarks>
    /// Inside the empty context, where a transaction that travels with the caller's flow is out of reach already. By a scope: asking which transaction
    /// there is, or setting it, throws where the caller has completed its own, and takes one that travels out of the caller's flow.
    /// </remarks>
    [SuppressMessage("Reliability", "CA2000", Justification = "It is ended in any case.")]
    private static void RunWithoutTransaction((ContextCallback Callback, object State) work)
    {
        var none = new TransactionScope(TransactionScopeOption.Suppress);
        try
        {
            work.Callback(work.State);
        }
        finally
        {
            End(none);
        }
    }

    private static void End(TransactionScope none)
    {
        try
        {
            none.Dispose();
        }
        catch (InvalidOperationException)
        {
            // The method has left a scope of its own open. That is closed now, and no reason to keep its result from the caller.
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
