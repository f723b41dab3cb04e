using System.Diagnostics.CodeAnalysis;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>The checks that wait or run, so many at most, an entry at most once.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CheckBacklog(int capacity)
{
    private readonly Lock _gate = new();
    private readonly WaitingChecks _waiting = new();
    private int _capacity = capacity;
    private int _running;
    private bool _closed;
    private TaskCompletionSource? _idle;

    /// <summary>How many checks wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>How many wait or run.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + _running;
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
                return _waiting.HasNext;
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
    /// <param name="urgency">How urgent it is.</param>
    /// <param name="robbed">The check that was dropped to make room, if one was; it may be the same method's.</param>
    /// <remarks>
    /// When all places are taken, the method that holds most of them gives one to a method that holds fewer, so a slow
    /// method can't keep the others out; otherwise a more urgent check takes the place of the method's least urgent one. Source: longest queue drop, Suter et al., "Design considerations for supporting TCP
    /// with per-flow queueing", INFOCOM 1998.
    /// </remarks>
    public bool TryAdd(CheckLane lane, Entry entry, int urgency, out DroppedCheck? robbed)
    {
        robbed = null;
        lock (_gate)
        {
            if (_closed || lane.Overdue.AreTooMany)
            {
                return false;
            }

            if (_waiting.Count >= _capacity)
            {
                CheckLane? giver = _waiting.FindLongerThan(lane) ?? (lane.Waiting.Count > 0 && lane.Waiting.Lowest < urgency ? lane : null);
                if (giver is null)
                {
                    return false;
                }

                robbed = DropLowest_NeedsLock(giver);
            }

            _waiting.Enqueue(lane, entry, urgency);
            return true;
        }
    }

    /// <summary>Takes the next check to run; <see cref="End"/> must follow.</summary>
    public bool TryTake([NotNullWhen(true)] out CheckLane? lane, [NotNullWhen(true)] out Entry? entry)
    {
        lock (_gate)
        {
            lane = _waiting.FindNext();
            entry = lane is null ? null : _waiting.Dequeue(lane);
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
    public IReadOnlyList<DroppedCheck> Drop(CheckLane lane)
    {
        TaskCompletionSource? idle;
        List<DroppedCheck> dropped = [];
        lock (_gate)
        {
            while (lane.Waiting.Count > 0)
            {
                dropped.Add(DropLowest_NeedsLock(lane));
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
            lanes = _waiting.Lanes;
        }

        Array.ForEach(lanes, lane => Drop(lane));
    }

    /// <summary>Completes when nothing waits or runs.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _waiting.Count + _running == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private DroppedCheck DropLowest_NeedsLock(CheckLane lane)
    {
        Entry entry = _waiting.DequeueLowest(lane);
        var dropped = new DroppedCheck(lane, entry, entry.IsSamplePending);
        entry.Tally.TakeVerified(); // Nothing will tell. Before the claim ends: what comes then is another check's.
        entry.EndCheck();
        return dropped;
    }

    private TaskCompletionSource? TakeIdle_NeedsLock()
    {
        if (_waiting.Count + _running > 0)
        {
            return null;
        }

        TaskCompletionSource? idle = _idle;
        _idle = null;
        return idle;
    }
}
