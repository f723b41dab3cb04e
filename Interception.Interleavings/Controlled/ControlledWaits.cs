namespace Interception.Interleavings.Controlled;

/// <summary>Stands for <see cref="Task.WaitAsync(TimeSpan, TimeProvider, CancellationToken)"/>, whose inner tasks the checker can't follow.</summary>
internal static class ControlledWaits
{
    public static async Task WaitUnderControlAsync(this Task task, TimeSpan atMost, TimeProvider time, CancellationToken cancelled = default)
    {
        if (!task.IsCompleted)
        {
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancelled.UnsafeRegister(_ => over.TrySetResult(), null);
            using ITimer timer = time.CreateTimer(_ => over.TrySetResult(), null, atMost, Timeout.InfiniteTimeSpan);
            _ = EndAsync(task, over);
            await over.Task.ConfigureAwait(false);
        }

        if (!task.IsCompleted)
        {
            cancelled.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }

        await task.ConfigureAwait(false);
    }

    public static async Task<T> WaitUnderControlAsync<T>(
        this Task<T> task, TimeSpan atMost, TimeProvider time, CancellationToken cancelled = default)
    {
        await ((Task)task).WaitUnderControlAsync(atMost, time, cancelled).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    // Not with Task.WhenAny: what it hangs on a task whose continuations run asynchronously leaves the checker's sight.
    private static async Task EndAsync(Task task, TaskCompletionSource over)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whoever waits sees it.
        }

        over.TrySetResult();
    }
}
