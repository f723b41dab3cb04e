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
    public bool TryAdd(CheckLane lane, Entry entry)
    {
        lock (_gate)
        {
            if (_closed || _waiting >= _capacity || lane.Overdue.AreTooMany)
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
            entry = lane?.Waiting.Dequeue().Entry;
            if (lane is null || entry is null)
            {
                return false;
            }

            lane.Running++;
            _running++;
            _waiting--;
            if (lane.Waiting.Count == 0)
            {
                _lanes.Remove(lane);
            }

            return true;
        }
    }

    /// <summary>Ends a check that was taken.</summary>
    public void End(CheckLane lane, Entry entry)
    {
        entry.EndCheck();
        lock (_gate)
        {
            lane.Running--;
            _running--;
            SignalIdle_NeedsLock();
        }
    }

    /// <summary>
    /// Takes out the checks that wait for methods that hang. They could keep their places for ever, and the checks of all other
    /// methods out.
    /// </summary>
    /// <returns>The method of each, or null for none.</returns>
    public List<CheckLane>? DropHanging()
    {
        List<CheckLane>? dropped = null;
        lock (_gate)
        {
            for (int i = _lanes.Count - 1; i >= 0; i--)
            {
                CheckLane lane = _lanes[i];
                if (!lane.Overdue.AreTooMany)
                {
                    continue;
                }

                while (lane.Waiting.TryDequeue(out (long Place, Entry Entry) check))
                {
                    check.Entry.EndCheck();
                    _waiting--;
                    (dropped ??= []).Add(lane);
                }

                _lanes.RemoveAt(i);
            }

            SignalIdle_NeedsLock();
        }

        return dropped;
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

    /// <summary>Whoever awaits it goes on elsewhere, not under the lock.</summary>
    private void SignalIdle_NeedsLock()
    {
        if (_waiting + _running == 0)
        {
            _idle?.TrySetResult();
            _idle = null;
        }
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
