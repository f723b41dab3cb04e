using System.Numerics;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>The checks of one method that wait, the most urgent first; among those that are about as urgent, first come, first served.</summary>
/// <remarks>Urgency is kept to half an octave, so that adding and taking cost the same however many wait. Not thread-safe.</remarks>
internal sealed class UrgencyQueue
{
    private const int Levels = 64;

    private readonly Queue<(long Place, Entry Entry)>?[] _levels = new Queue<(long, Entry)>?[Levels];
    private ulong _filled;

    public int Count { get; private set; }

    /// <summary>How urgent the most urgent is. Only while there is one.</summary>
    public int Highest => BitOperations.Log2(_filled);

    /// <summary>How urgent the least urgent is. Only while there is one.</summary>
    public int Lowest => BitOperations.TrailingZeroCount(_filled);

    /// <summary>The place of the one that is taken next. Only while there is one.</summary>
    public long FirstPlace => _levels[Highest]!.Peek().Place;

    /// <summary>The level of a check that prevents so many stale answers for each millisecond that it takes.</summary>
    public static int LevelOf(double preventedPerMillisecond) =>
        preventedPerMillisecond > 0 ? (int)Math.Clamp((Levels / 2) + Math.Round(2 * Math.Log2(preventedPerMillisecond)), 0, Levels - 1) : 0;

    public void Enqueue(int level, long place, Entry entry)
    {
        (_levels[level] ??= new Queue<(long, Entry)>()).Enqueue((place, entry));
        _filled |= 1UL << level;
        Count++;
    }

    /// <summary>The place of the one that has waited longest. Only while there is one.</summary>
    public long OldestPlace => _levels[Oldest]!.Peek().Place;

    private int Oldest
    {
        get
        {
            int oldest = Highest;
            for (ulong left = _filled; left != 0; left &= left - 1)
            {
                int level = BitOperations.TrailingZeroCount(left);
                oldest = _levels[level]!.Peek().Place < _levels[oldest]!.Peek().Place ? level : oldest;
            }

            return oldest;
        }
    }

    /// <summary>Takes the one that has waited longest.</summary>
    public Entry DequeueOldest() => Dequeue(Oldest);

    /// <summary>Takes the most urgent.</summary>
    public Entry Dequeue() => Dequeue(Highest);

    /// <summary>Takes the least urgent.</summary>
    public Entry DequeueLowest() => Dequeue(Lowest);

    private Entry Dequeue(int level)
    {
        Queue<(long Place, Entry Entry)> queue = _levels[level]!;
        Entry entry = queue.Dequeue().Entry;
        _filled = queue.Count > 0 ? _filled : _filled & ~(1UL << level);
        Count--;
        return entry;
    }
}
