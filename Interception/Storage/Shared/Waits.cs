namespace Interception.Storage.Shared;

/// <summary>Waits for commands that may never end.</summary>
internal static class Waits
{
    /// <summary>Waits for a task, so long at most. What becomes of it later is nobody's.</summary>
    public static async Task<T> InTimeAsync<T>(this Task<T> task, TimeSpan atMost, TimeProvider time, CancellationToken cancelled)
    {
        try
        {
            return await task.WaitAsync(atMost, time, cancelled).ConfigureAwait(false);
        }
        finally
        {
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(
                    static late => _ = late.Exception, CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }
}
