namespace Interception.Interleavings.Controlled;

/// <summary>Stands for <see cref="System.Threading.ThreadPool"/>, whose own queue the checker can't follow: a task for each item.</summary>
internal static class ControlledThreadPool
{
    /// <summary>Nothing waits for a thread that the checker does not know of.</summary>
    public static long PendingWorkItemCount => 0;

    public static bool UnsafeQueueUserWorkItem<T>(Action<T> item, T state, bool preferLocal)
    {
        _ = preferLocal;
        _ = Task.Run(() => item(state));
        return true;
    }
}
