namespace Interception.Interleavings.Controlled;

/// <summary>Stands for <see cref="System.Threading.Tasks.Parallel"/>, whose own workers the checker can't follow: a task for each item.</summary>
internal static class ControlledParallel
{
    public static Task ForEachAsync<T>(IEnumerable<T> items, ParallelOptions options, Func<T, CancellationToken, ValueTask> body) =>
        Task.WhenAll(items.Select(item => Task.Run(() => body(item, options.CancellationToken).AsTask())).ToArray());
}
