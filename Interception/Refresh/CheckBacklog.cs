using System.Diagnostics.CodeAnalysis;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>The checks that wait or run, so many at most, an entry at most once.</summary>
/// <remarks>Thread-safe. First come, first served among the methods that have room for another check.</remarks>
internal sealed class CheckBacklog(int capacity)
{
    private readonly Lock _gate = new();

    /// <summary>The methods that have checks waiting.</summary>
    private readonly List<CheckLane> _lanes = [];

    private int _capacity = capacity;
    private int _waiting;
    private int _running;
    private long _lastPlace;
    private bool _closed;
    private TaskCompletionSource? _idle;

    /// <summary>How many checks wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many wait or run.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _waiting + _running;
            }
        }
    }

    /// <summary>How many may wait. Lowering it drops nothing that waits already.</summary>
    public int Capacity
    {
        get => Volatile.Read(ref _capacity);
        set => Volatile.Write(ref _capacity, value);
    }

    public bool HasWork
    {
        get
        {
            lock (_gate)
            {
                return Next_NeedsLock() is not null;
            }
        }
    }

    /// <summary>Takes no further checks.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    /// <summary>Adds a check, if there is room and its method is not hanging.</summary>
    /// <param name="lane">The method.</param>
    /// <param name="entry">What to check.</param>
    /// <param name="robbed">The method whose oldest waiting check was dropped to make room, if one was.</param>
    /// <remarks>
    /// When all places are taken, the method that holds most of them gives one to a method that holds fewer, so a slow
    /// method can't keep the others out. Source: longest queue drop, Suter et al., "Design considerations for supporting TCP
    /// with per-flow queueing", INFOCOM 1998.
    /// </remarks>
    public bool TryAdd(CheckLane lane, Entry entry, out CheckLane? robbed)
    {
        robbed = null;
        lock (_gate)
        {
            if (_closed || lane.Overdue.AreTooMany || (_waiting >= _capacity && (robbed = Rob_NeedsLock(lane)) is null))
            {
                return false;
            }

            if (lane.Waiting.Count == 0)
            {
                _lanes.Add(lane);
            }

            lane.Waiting.Enqueue((++_lastPlace, entry));
            _waiting++;
            return true;
        }
    }

    /// <summary>Takes the next check to run; <see cref="End"/> must follow.</summary>
    public bool TryTake([NotNullWhen(true)] out CheckLane? lane, [NotNullWhen(true)] out Entry? entry)
    {
        lock (_gate)
        {
            lane = Next_NeedsLock();
            entry = lane is null ? null : Dequeue_NeedsLock(lane);
            if (lane is null || entry is null)
            {
                return false;
            }

            lane.Running++;
            _running++;
            return true;
        }
    }

    /// <summary>Ends a check that was taken.</summary>
    public void End(CheckLane lane, Entry entry)
    {
        entry.EndCheck();
        TaskCompletionSource? idle;
        lock (_gate)
        {
            lane.Running--;
            _running--;
            idle = TakeIdle_NeedsLock();
        }

        idle?.TrySetResult();
    }

    /// <summary>Drops the checks of one method that wait.</summary>
    /// <returns>How many.</returns>
    public int Drop(CheckLane lane)
    {
        TaskCompletionSource? idle;
        int dropped = 0;
        lock (_gate)
        {
            for (; lane.Waiting.Count > 0; dropped++)
            {
                Dequeue_NeedsLock(lane).EndCheck();
            }

            idle = TakeIdle_NeedsLock();
        }

        idle?.TrySetResult();
        return dropped;
    }

    /// <summary>Drops all checks that wait.</summary>
    public void DropAll()
    {
        CheckLane[] lanes;
        lock (_gate)
        {
            lanes = [.. _lanes];
        }

        Array.ForEach(lanes, lane => Drop(lane));
    }

    /// <summary>Completes when nothing waits or runs.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _waiting + _running == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private Entry Dequeue_NeedsLock(CheckLane lane)
    {
        Entry entry = lane.Waiting.Dequeue().Entry;
        _waiting--;
        if (lane.Waiting.Count == 0)
        {
            _lanes.Remove(lane);
        }

        return entry;
    }

    private TaskCompletionSource? TakeIdle_NeedsLock()
    {
        if (_waiting + _running > 0)
        {
            return null;
        }

        TaskCompletionSource? idle = _idle;
        _idle = null;
        return idle;
    }

    private CheckLane? Rob_NeedsLock(CheckLane lane)
    {
        CheckLane? longest = _lanes.MaxBy(static one => one.Waiting.Count);
        if (longest is null || longest.Waiting.Count <= lane.Waiting.Count + 1)
        {
            return null;
        }

        Dequeue_NeedsLock(longest).EndCheck();
        return longest;
    }

    /// <summary>Of the methods that have room, the one whose first check has waited longest.</summary>
    private CheckLane? Next_NeedsLock()
    {
        CheckLane? first = null;
        foreach (CheckLane lane in _lanes)
        {
            if (lane.HasRoom && (first is null || lane.Waiting.Peek().Place < first.Waiting.Peek().Place))
            {
                first = lane;
            }
        }

        return first;
    }
}
