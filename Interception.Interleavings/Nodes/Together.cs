namespace Interception.Interleavings.Nodes;

/// <summary>Runs several actors at once.</summary>
internal static class Together
{
    public static Task RunAsync(params Func<Task>[] actors)
    {
        Task[] all = [.. actors.Select(actor => Task.Run(actor))]; // No method group: that one would not be rewritten.
        return Task.WhenAll(all); // An array: the checker doesn't know the overload that takes a span.
    }
}
