namespace Interception.Interleavings.Controlled;

/// <summary>Stands for <see cref="System.Threading.ThreadPool"/>, whose own queue the checker can't follow: a task for each item.</summary>
internal static class ControlledThreadPool
{
    public static bool UnsafeQueueUserWorkItem<T>(Action<T> item, T state, bool preferLocal)
    {
        _ = preferLocal;
        _ = Task.Run(() => item(state));
        return true;
    }
}
