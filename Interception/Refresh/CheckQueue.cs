using System.Diagnostics.CodeAnalysis;
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
    private long _refused;

    public CheckQueue(EntryChecker checker, int concurrency, int capacity, TimeProvider time, CacheMetrics metrics, ILogger logger)
    {
        _checker = checker;
        _backlog = new CheckBacklog(capacity);
        _permits = new WorkerPermits(concurrency);
        _time = time;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>How many checks wait for a worker.</summary>
    public int Length => _backlog.Waiting;

    /// <summary>How many checks were refused because the queue was full, their method hangs, or the cache is stopping.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Signalled when checks must end.</summary>
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

        if (!_backlog.TryAdd(lane, entry))
        {
            entry.EndCheck();
            Refuse(lane);
            RefuseHanging();
            return false;
        }

        StartWorker();
        return true;
    }

    /// <summary>Completes when no check waits or runs.</summary>
    public Task WhenIdleAsync() => _backlog.WhenIdleAsync();

    /// <summary>Takes no further checks, gives those in it some time to finish, then cancels them.</summary>
    public async Task StopAsync(TimeSpan drainTimeout)
    {
        _backlog.Close();
        try
        {
            await WhenIdleAsync().WaitAsync(drainTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.DrainTimedOut(_backlog.Pending, drainTimeout);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _backlog.Close();
        _stop.Cancel();
    }

    private void RefuseHanging() => _backlog.DropHanging()?.ForEach(Refuse);

    private void Refuse(CheckLane lane)
    {
        Interlocked.Increment(ref _refused);
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
        if (!_permits.TryTake())
        {
            return false;
        }

        if (!_backlog.HasWork)
        {
            _permits.Return();
            return false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.WorkAsync(), this, preferLocal: false);
        return true;
    }

    private async Task WorkAsync()
    {
        do
        {
            while (!_permits.IsSurplus && _backlog.TryTake(out CheckLane? lane, out Entry? entry))
            {
                await CheckAsync(lane, entry).ConfigureAwait(false);
            }

            _permits.Return();

            // A check that came between the last look and the return of the permit found no worker to start.
        }
        while (_backlog.HasWork && _permits.TryTake());
    }

    private async Task CheckAsync(CheckLane lane, Entry entry)
    {
        try
        {
            if (lane.Rules.Policy.IsCached && !entry.IsGone && !_stop.IsCancellationRequested)
            {
                await _checker.CheckAsync(lane, entry, null, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _logger.CheckBroke(lane.Plan.Name, exception);
        }
        finally
        {
            _backlog.End(lane, entry);
            if (lane.Overdue.AreTooMany)
            {
                RefuseHanging();
            }
        }
    }
}
