using System.Diagnostics;

namespace Interception.Faults.Node.Load;

/// <summary>Says how many calls of a steady rate have come due since it was last asked.</summary>
/// <remarks>
/// What a stalled process has missed is made up for by half a second's worth at most: a load, not an avalanche.
/// </remarks>
internal sealed class Pace(int callsPerSecond)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _taken;

    public int TakeDue()
    {
        long due = (long)(Stopwatch.GetElapsedTime(_start).TotalSeconds * callsPerSecond);
        int take = (int)Math.Min(due - _taken, Math.Max(1, callsPerSecond / 2));
        _taken = due;
        return Math.Max(0, take);
    }
}
