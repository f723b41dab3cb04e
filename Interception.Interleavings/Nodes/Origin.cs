namespace Interception.Interleavings.Nodes;

/// <summary>What all nodes ask: a number that only grows, so that a later look never sees less.</summary>
internal sealed class Origin
{
    private int _number = 1;

    public int Number => Volatile.Read(ref _number);

    /// <summary>The source changes; whoever looks from now on sees at least the number returned.</summary>
    public int Change() => Interlocked.Increment(ref _number);

    public Task ChangeAsync() => Task.Run(() => Change());
}
