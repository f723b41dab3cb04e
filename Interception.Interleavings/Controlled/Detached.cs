namespace Interception.Runs;

/// <summary>Stands for the library's, which keeps ambient values out; the checker does not follow that, and scenarios have none.</summary>
internal static class Detached
{
    public static void Observe(Task task) => _ = task;

    public static Task<object?> Start<TState>(Func<TState, Task<object?>> run, TState state) => Task.Run(() => run(state));

    public static ITimer StartTimer(TimeProvider time, TimerCallback callback, object? state, TimeSpan dueTime) =>
        time.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
}
