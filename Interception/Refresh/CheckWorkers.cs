using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Refresh;

/// <summary>Runs the checks that wait in the backlog, so many at once as there are permits.</summary>
/// <remarks>
/// Workers exist only while there is work: each holds a permit of a SemaphoreSlim, takes check after check from the backlog,
/// and ends when none is left. Thread-safe.
/// </remarks>
/// <param name="backlog">What waits.</param>
/// <param name="permits">How many may run.</param>
/// <param name="checker">Runs one.</param>
/// <param name="ended">Called when a check of a method has ended.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Is told of checks that broke off.</param>
/// <param name="stop">Signalled when the cache stops.</param>
internal sealed class CheckWorkers(
    CheckBacklog backlog, WorkerPermits permits, EntryChecker checker, Action<CheckLane> ended, TimeProvider time, ILogger logger, CancellationToken stop)
{
    /// <summary>Starts as many workers as there is work and permits for.</summary>
    public void Wake()
    {
        while (StartOne())
        {
        }
    }

    /// <summary>Starts a worker, if there is work and a permit.</summary>
    public bool StartOne()
    {
        while (permits.TryTake())
        {
            if (backlog.HasWork)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static workers => _ = workers.WorkAsync(), this, preferLocal: false);
                return true;
            }

            // Whoever added a check meanwhile found no permit; so whoever gives one back looks again.
            permits.Return();
            if (!backlog.HasWork)
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
            while (!permits.IsSurplus && backlog.TryTake(out CheckLane? lane, out Entry? entry))
            {
                await CheckAsync(lane, entry).ConfigureAwait(false);
            }
        }
        finally
        {
            permits.Return();
            StartOne();
        }
    }

    private async Task CheckAsync(CheckLane lane, Entry entry)
    {
        try
        {
            if (!entry.IsGone && lane.Wants(entry) && !stop.IsCancellationRequested)
            {
                await checker.CheckAsync(lane, entry, null, isDemanded: entry.Tally.IsVerified, stop).ConfigureAwait(false);
            }
            else
            {
                lane.Freshness.Costs.Refund(lane.Rules, entry.IsSamplePending);
            }
        }
        catch (Exception exception)
        {
            if (lane.FailureLog.MayWrite(time))
            {
                logger.CheckBroke(lane.Plan.Name, exception);
            }
        }
        finally
        {
            entry.Tally.TakeVerified(); // What was sampled after the look: it tells nothing about that.
            backlog.End(lane, entry);
            ended(lane);
        }
    }
}
