namespace Interception.Tests.Support;

/// <summary>Waits in tests: for an event, and never for ever.</summary>
internal static class TaskExtensions
{
    /// <summary>How long a test waits before it fails. No test that passes comes near it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Patience);
}
