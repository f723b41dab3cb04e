namespace Interception.Interleavings.Controlled;

/// <summary>Stands for <see cref="System.Threading.Tasks.Parallel"/>, whose own workers the checker can't follow: a task for each item.</summary>
internal static class ControlledParallel
{
    public static Task ForEachAsync<T>(IEnumerable<T> items, ParallelOptions options, Func<T, CancellationToken, ValueTask> body) =>
        Task.WhenAll(items.Select(item => Task.Run(() => body(item, options.CancellationToken).AsTask())).ToArray());

    /// <summary>One after the other: starts are not what is explored.</summary>
    public static void For(int from, int to, Action<int> body)
    {
        for (int i = from; i < to; i++)
        {
            body(i);
        }
    }
}
