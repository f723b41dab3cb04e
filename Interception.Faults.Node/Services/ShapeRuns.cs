namespace Interception.Faults.Node.Services;

/// <summary>How often methods of <see cref="Shapes"/> have run on this node.</summary>
internal sealed class ShapeRuns
{
    private int _total;

    public int Total => Volatile.Read(ref _total);

    public void Count() => Interlocked.Increment(ref _total);
}
