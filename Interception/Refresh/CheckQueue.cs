using System.Diagnostics.CodeAnalysis;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Refresh;

/// <summary>Checks entries in the background. How many wait and how many run is bounded; what doesn't fit is refused and counted.</summary>
/// <remarks>
/// Thread-safe. Asking for a check never blocks and never throws.
/// </remarks>
[SuppressMessage("Usage", "CA2213", Justification = "Checks that are still running look at both; they hold no handles.")]
internal sealed class CheckQueue : IDisposable
{
    private readonly CheckWorkers _workers;
    private readonly CacheClock _clock;
    private readonly ILogger _logger;
    private readonly CheckBacklog _backlog;
    private readonly WorkerPermits _permits;
    private readonly CancellationTokenSource _stop = new();
    private readonly LogThrottle _fullLog = new();

    public CheckQueue(
        EntryChecker checker, CacheClock clock, int concurrency, int capacity, double? maxChecksPerSecond, ILogger logger)
    {
        (_clock, _logger, Refusals) = (clock, logger, new Refusals(clock.Time));
        Spending = new CheckSpending(maxChecksPerSecond);
        _backlog = new CheckBacklog(capacity);
        _permits = new WorkerPermits(concurrency);
        _workers = new CheckWorkers(_backlog, _permits, checker, DropIfHanging, clock.Time, logger, _stop.Token);
    }

    /// <summary>How many checks wait for a worker.</summary>
    public int Length => _backlog.Waiting;

    /// <summary>How many checks were refused because the queue was full, their method hangs, or the cache is stopping.</summary>
    public long Refused => Refusals.Count;

    /// <summary>The same, and when the last of them was.</summary>
    public Refusals Refusals { get; }

    /// <summary>What all methods' checks may cost together.</summary>
    public CheckSpending Spending { get; }

    /// <summary>Signalled when checks must end.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Takes new bounds; checks that wait already stay.</summary>
    public void Resize(int concurrency, int capacity, double? maxChecksPerSecond)
    {
        Spending.Resize(maxChecksPerSecond);
        _backlog.Capacity = capacity;
        _permits.Resize(concurrency);
        Wake();
    }

    /// <summary>Asks for a check of an entry, unless one is pending. The caller goes on at once.</summary>
    /// <returns>Whether this call queued it; if it was refused the next hit asks again.</returns>
    public bool TryEnqueue(CheckLane lane, Entry entry) => TryClaim(lane, entry) && TryAdd(lane, entry);

    /// <summary>Asks for a check of an answer that has just been served, to find out whether it was right; not while its method is left alone because it fails.</summary>
    public void Verify(CheckLane lane, Entry entry)
    {
        if (entry.Failures > 0 && _clock.Now < entry.PausedUntil)
        {
            return;
        }

        entry.Tally.Verify();
        bool isClaimed = TryClaim(lane, entry, isSample: true);
        if (isClaimed ? !TryAdd(lane, entry) : !entry.IsCheckPending)
        {
            entry.Tally.TakeVerified(); // Nothing will tell.
        }
    }

    /// <summary>Claims the one check that an entry may have pending, if the budgets have one left. The caller makes it, and ends it, or queues it.</summary>
    public bool TryClaim(CheckLane lane, Entry entry, bool isSample = false)
    {
        if (!entry.TryBeginCheck(isSample))
        {
            return false;
        }

        if (lane.Overdue.AreTooMany)
        {
            // Before anything is spent on it.
            entry.EndCheck();
            Refuse(lane);
            DropIfHanging(lane);
            return false;
        }

        if (lane.Freshness.Costs.TrySpend(lane.Rules, entry, _clock.Now, isSample))
        {
            return true;
        }

        entry.EndCheck();
        lane.Measures.RefuseByBudget();
        return false;
    }

    /// <summary>Queues the check of an entry that was claimed.</summary>
    /// <returns>False if there is no room; the claim has ended then.</returns>
    public bool TryAdd(CheckLane lane, Entry entry)
    {
        bool added = _backlog.TryAdd(lane, entry, lane.UrgencyOf(entry, _clock.Now), out DroppedCheck? robbed);
        if (robbed is { } dropped)
        {
            RefuseAfterAll(dropped);
        }

        if (!added)
        {
            bool isSample = entry.IsSamplePending;
            entry.EndCheck();
            RefuseAfterAll(new DroppedCheck(lane, entry, isSample));
            DropIfHanging(lane);
            return false;
        }

        _workers.StartOne();
        return true;
    }

    /// <summary>Starts as many workers as there is work and permits for.</summary>
    public void Wake() => _workers.Wake();

    /// <summary>Completes when no check waits or runs.</summary>
    public Task WhenIdleAsync() => _backlog.WhenIdleAsync();

    /// <summary>Takes no further checks, drops those that wait, gives those that run some time to finish, then cancels them.</summary>
    /// <param name="drainTimeout">How long.</param>
    /// <param name="hurry">Signalled when the host will wait no longer.</param>
    public async Task StopAsync(TimeSpan drainTimeout, CancellationToken hurry)
    {
        _backlog.Close();
        _backlog.DropAll(); // Nobody will ask for what they would find.
        try
        {
            await WhenIdleAsync().WaitAsync(drainTimeout, _clock.Time, hurry).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _logger.DrainTimedOut(_backlog.Pending, drainTimeout);
        }

        Dispose();
    }

    /// <summary>Cancels what is left, without waiting for it.</summary>
    public void Dispose()
    {
        _backlog.Close();
        _backlog.DropAll();

        // Off this thread: what the methods hung on their tokens may take long, or fail.
        Detached.Observe(_stop.CancelAsync());
    }

    /// <summary>What waits for a method that hangs would hold the places of others, and nobody knows for how long.</summary>
    private void DropIfHanging(CheckLane lane)
    {
        if (lane.Overdue.AreTooMany)
        {
            foreach (DroppedCheck dropped in _backlog.Drop(lane))
            {
                RefuseAfterAll(dropped);
            }
        }
    }

    /// <summary>Refuses a check that has been paid for.</summary>
    private void RefuseAfterAll(DroppedCheck dropped)
    {
        dropped.Lane.Freshness.Costs.Refund(dropped.Lane.Rules, dropped.IsSample);
        Refuse(dropped.Lane);
    }

    private void Refuse(CheckLane lane)
    {
        Refusals.Add();
        lane.Measures.Refuse();
        if (_backlog.Waiting >= _backlog.Capacity && _fullLog.MayWrite(_clock.Time))
        {
            _logger.QueueFull(_backlog.Capacity);
        }
    }
}
