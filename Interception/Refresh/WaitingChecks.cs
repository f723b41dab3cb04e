using Interception.Storage;

namespace Interception.Refresh;

/// <summary>The checks that wait, a queue for each method. The most urgent goes first among the methods that have room.</summary>
/// <remarks>Not thread-safe: <see cref="CheckBacklog"/> holds its lock.</remarks>
internal sealed class WaitingChecks
{
    private const int TurnOfOldest = 8;

    private readonly LongestFirst _lanes = new();

    private long _lastPlace;
    private int _taken;
    private int _count;

    /// <summary>How many wait. May be read without the lock.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The methods that have checks waiting, at this moment.</summary>
    public CheckLane[] Lanes => [.. _lanes.All];

    /// <summary>Whether <see cref="FindNext"/> would find one. A caller of the cache asks this: it looks no further than the first that has room.</summary>
    public bool HasNext => _lanes.All.Exists(static lane => lane.HasRoom);

    public void Enqueue(CheckLane lane, Entry entry, int urgency)
    {
        lane.Waiting.Enqueue(urgency, ++_lastPlace, entry);
        _lanes.Lengthened(lane);
        _count++;
    }

    /// <summary>Takes the next check of a method that <see cref="FindNext"/> has found.</summary>
    public Entry Dequeue(CheckLane lane)
    {
        Entry entry = Take(lane, IsOldestsTurn ? lane.Waiting.DequeueOldest() : lane.Waiting.Dequeue());
        _taken++;
        return entry;
    }

    /// <summary>Takes the least urgent check of a method.</summary>
    public Entry DequeueLowest(CheckLane lane) => Take(lane, lane.Waiting.DequeueLowest());

    /// <summary>
    /// Of the methods that have room, the one whose first check is the most urgent, or as urgent as any and waiting longest. Every eighth time it is the one whose
    /// check has waited longest, so that none waits for ever.
    /// </summary>
    public CheckLane? FindNext()
    {
        CheckLane? first = null;
        foreach (CheckLane lane in _lanes.All)
        {
            if (lane.HasRoom && (first is null || (IsOldestsTurn ? lane.Waiting.OldestPlace < first.Waiting.OldestPlace : IsBefore(lane.Waiting, first.Waiting))))
            {
                first = lane;
            }
        }

        return first;
    }

    /// <summary>The method that holds most places, if it holds at least two more than another.</summary>
    public CheckLane? FindLongerThan(CheckLane lane) =>
        _lanes.First is { } longest && longest.Waiting.Count > lane.Waiting.Count + 1 ? longest : null;

    private bool IsOldestsTurn => _taken % TurnOfOldest == TurnOfOldest - 1;

    private static bool IsBefore(UrgencyQueue one, UrgencyQueue other) =>
        one.Highest > other.Highest || (one.Highest == other.Highest && one.FirstPlace < other.FirstPlace);

    private Entry Take(CheckLane lane, Entry entry)
    {
        _lanes.Shortened(lane);
        _count--;
        return entry;
    }
}
