namespace Interception.Refresh;

/// <summary>Notices a method whose result differs at every check, such as one that returns the time.</summary>
internal sealed class ChurnWatch
{
    /// <summary>So many changes in a row, with no check between them that found the answer unchanged, are no coincidence.</summary>
    public const int ChangesInARow = 10;

    private int _changes;
    private int _reported;

    public void Unchanged() => Volatile.Write(ref _changes, 0);

    /// <summary>Counts a change.</summary>
    /// <returns>Whether the method should be named now; once and never again.</returns>
    public bool Changed() =>
        Interlocked.Increment(ref _changes) >= ChangesInARow && Interlocked.Exchange(ref _reported, 1) == 0;
}
