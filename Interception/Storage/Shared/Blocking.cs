namespace Interception.Storage.Shared;

/// <summary>Takes the result of a step that was asked to do its waiting on the calling thread, so that it is complete when it returns.</summary>
internal static class Blocking
{
    /// <exception cref="InvalidOperationException">It is not complete: a mistake in this library, and better loud than a blocked thread.</exception>
    public static T ResultOf<T>(ValueTask<T> step) =>
        step.IsCompleted ? step.GetAwaiter().GetResult() : throw new InvalidOperationException("A blocking step has left its thread.");
}
