namespace Interception.Faults.Tests.Runs;

/// <summary>Counts what several loops do side by side, until together they have done enough.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Tally(int enough)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => Count >= enough;

    public void Add(int more) => Interlocked.Add(ref _count, more);
}
