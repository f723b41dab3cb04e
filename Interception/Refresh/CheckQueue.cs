using System.Diagnostics.CodeAnalysis;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Refresh;

/// <summary>Checks entries in the background. How many wait and how many run is bounded; what doesn't fit is refused and counted.</summary>
/// <remarks>
/// Workers exist only while there is work: each holds a permit of a SemaphoreSlim, takes check after check from the backlog,
/// and ends when none is left. Thread-safe. Asking for a check never blocks and never throws.
/// </remarks>
[SuppressMessage("Usage", "CA2213", Justification = "Checks that are still running look at both; they hold no handles.")]
internal sealed class CheckQueue : IDisposable
{
    private readonly EntryChecker _checker;
    private readonly CacheMetrics _metrics;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CheckBacklog _backlog;
    private readonly WorkerPermits _permits;
    private readonly CancellationTokenSource _stop = new();
    private readonly LogThrottle _fullLog = new();

    public CheckQueue(EntryChecker checker, int concurrency, int capacity, TimeProvider time, CacheMetrics metrics, ILogger logger)
    {
        (_checker, _time, _metrics, _logger, Refusals) = (checker, time, metrics, logger, new Refusals(time));
        _backlog = new CheckBacklog(capacity);
        _permits = new WorkerPermits(concurrency);
    }

    /// <summary>How many checks wait for a worker.</summary>
    public int Length => _backlog.Waiting;

    /// <summary>How many checks were refused because the queue was full, their method hangs, or the cache is stopping.</summary>
    public long Refused => Refusals.Count;

    /// <summary>The same, and when the last of them was.</summary>
    public Refusals Refusals { get; }

    /// <summary>Signalled when runs must end.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Takes new bounds; checks that wait already stay.</summary>
    public void Resize(int concurrency, int capacity)
    {
        _backlog.Capacity = capacity;
        _permits.Resize(concurrency);
        Wake();
    }

    /// <summary>Asks for a check of an entry, unless one is pending. The caller goes on at once.</summary>
    /// <returns>Whether this call queued it; if it was refused the next hit asks again.</returns>
    public bool TryEnqueue(CheckLane lane, Entry entry)
    {
        if (!entry.TryBeginCheck())
        {
            return false;
        }

        bool added = _backlog.TryAdd(lane, entry, out CheckLane? robbed);
        if (robbed is not null)
        {
            Refuse(robbed);
        }

        if (!added)
        {
            entry.EndCheck();
            Refuse(lane);
            DropIfHanging(lane);
            return false;
        }

        StartWorker();
        return true;
    }

    /// <summary>Completes when no check waits or runs.</summary>
    public Task WhenIdleAsync() => _backlog.WhenIdleAsync();

    /// <summary>Takes no further checks, gives those in it some time to finish, then cancels them.</summary>
    /// <param name="drainTimeout">How long.</param>
    /// <param name="hurry">Signalled when the host will wait no longer.</param>
    public async Task StopAsync(TimeSpan drainTimeout, CancellationToken hurry)
    {
        _backlog.Close();
        try
        {
            await WhenIdleAsync().WaitAsync(drainTimeout, _time, hurry).ConfigureAwait(false);
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
            for (int dropped = _backlog.Drop(lane); dropped > 0; dropped--)
            {
                Refuse(lane);
            }
        }
    }

    private void Refuse(CheckLane lane)
    {
        Refusals.Add();
        _metrics.Refused(lane.Plan.Name);
        if (_backlog.Waiting >= _backlog.Capacity && _fullLog.MayWrite(_time))
        {
            _logger.QueueFull(_backlog.Capacity);
        }
    }

    /// <summary>Starts as many workers as there is work and permits for.</summary>
    public void Wake()
    {
        while (StartWorker())
        {
        }
    }

    private bool StartWorker()
    {
        while (_permits.TryTake())
        {
            if (_backlog.HasWork)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.WorkAsync(), this, preferLocal: false);
                return true;
            }

            // Whoever added a check meanwhile found no permit; so whoever gives one back looks again.
            _permits.Return();
            if (!_backlog.HasWork)
            {
                return false;
            }
        }

        return false;
    }

    private async Task WorkAsync()
    {
        try
        {
            while (!_permits.IsSurplus && _backlog.TryTake(out CheckLane? lane, out Entry? entry))
            {
                await CheckAsync(lane, entry).ConfigureAwait(false);
            }
        }
        finally
        {
            _permits.Return();
            StartWorker();
        }
    }

    private async Task CheckAsync(CheckLane lane, Entry entry)
    {
        try
        {
            if (!entry.IsGone && !_stop.IsCancellationRequested)
            {
                await _checker.CheckAsync(lane, entry, null, isDemanded: false, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            if (lane.FailureLog.MayWrite(_time))
            {
                _logger.CheckBroke(lane.Plan.Name, exception);
            }
        }
        finally
        {
            _backlog.End(lane, entry);
            DropIfHanging(lane);
        }
    }
}
