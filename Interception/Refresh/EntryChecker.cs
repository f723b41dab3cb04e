using System.Diagnostics.CodeAnalysis;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Refresh;

/// <summary>Checks an entry: runs its method again and overwrites the answer only when the result differs.</summary>
/// <remarks>
/// Source: "stale-while-revalidate" and "stale-if-error", RFC 5861 sections 3 and 4. Callers keep getting the old answer
/// while the check runs and, when the method fails, until the entry expires. Thread-safe.
/// </remarks>
internal sealed class EntryChecker(CacheClock clock, ILogger logger)
{
    private readonly CheckConclusion _conclusion = new(clock, logger);
    private readonly SharedChecks _shared = new(clock);

    /// <summary>Checks one entry, waiting for the method at most its RunTimeout.</summary>
    /// <param name="lane">The entry's method.</param>
    /// <param name="entry">What to check.</param>
    /// <param name="parent">The run that asked for the check, or null for a queued one.</param>
    /// <param name="isDemanded">Whether the method must be run even if another node has just done so.</param>
    /// <param name="stop">Signalled when the cache stops.</param>
    /// <returns>What became of the entry. A method that fails is an outcome here, not an exception.</returns>
    public async Task<CheckResult> CheckAsync(CheckLane lane, Entry entry, RunFlow? parent, bool isDemanded, CancellationToken stop)
    {
        long number = RunNumber.Next();
        CheckPermit permit = await _shared.BeginAsync(lane, entry, number, isDemanded, blocking: false).ConfigureAwait(false);
        Check check = Begin(lane, entry, number, permit, isDemanded);
        if (permit.Settled is { } outcome)
        {
            return _conclusion.Settled(check, outcome);
        }

        CheckResult result = await RunAndConcludeAsync(check, parent, stop).ConfigureAwait(false);
        await SharedChecks.EndAsync(check, result).ConfigureAwait(false);
        return result;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The run ends it.")]
    private async Task<CheckResult> RunAndConcludeAsync(Check check, RunFlow? parent, CancellationToken stop)
    {
        TimeSpan timeout = check.Rules.Policy.RunTimeout;
        RunToken token;
        try
        {
            token = new RunToken(timeout, clock.Time, null, null, stop);
        }
        catch (Exception exception)
        {
            return _conclusion.Failed(check, exception); // The application's clock failed: there is no run.
        }

        Task<object?> run = Detached.Start(static state => RunAsync(state.check, state.parent, state.token), (check, parent, token));
        try
        {
            object? result = await run.WaitAsync(timeout, clock.Time, stop).ConfigureAwait(false);
            return _conclusion.Of(check, result);
        }
        catch (Exception exception)
        {
            if (run.IsCompleted)
            {
                return stop.IsCancellationRequested ? _conclusion.Cancelled(check) : _conclusion.Failed(check, exception);
            }

            token.Cancel();
            if (stop.IsCancellationRequested)
            {
                Detached.Observe(run);
                return _conclusion.Cancelled(check);
            }

            WatchOverdue(check.Lane, run);
            return _conclusion.Failed(check, new TimeoutException($"The run took longer than its RunTimeout of {timeout}.", exception));
        }
    }

    /// <summary>The same for a synchronous method, on the calling thread, for as long as the method takes.</summary>
    /// <param name="lane">The entry's method.</param>
    /// <param name="entry">What to check.</param>
    /// <param name="parent">The run that calls; null for a caller that waits for the check of what is likely stale.</param>
    /// <param name="stop">Signalled when the cache stops; then, and when the caller gives up, nothing is learned.</param>
    /// <param name="caller">Signalled when the caller gives up.</param>
    public CheckResult Check(CheckLane lane, Entry entry, RunFlow? parent, CancellationToken stop, CancellationToken caller)
    {
        long number = RunNumber.Next();
        CheckPermit permit = Blocking.ResultOf(_shared.BeginAsync(lane, entry, number, isDemanded: parent is not null, blocking: true));
        Check check = Begin(lane, entry, number, permit, isDemanded: parent is not null);
        if (permit.Settled is { } outcome)
        {
            return _conclusion.Settled(check, outcome);
        }

        CheckResult result = RunAndConclude(check, parent, stop, caller);
        SharedChecks.EndBehind(check, result);
        return result;
    }

    private CheckResult RunAndConclude(Check check, RunFlow? parent, CancellationToken stop, CancellationToken caller)
    {
        (CheckLane lane, Entry entry) = (check.Lane, check.Entry);
        try
        {
            using var token = new RunToken(
                check.Rules.Policy.RunTimeout, clock.Time, (overdue, run) => WatchOverdue((CheckLane)overdue!, run), lane, stop, caller);
            RunFlow flow = lane.NewFlow(entry, parent, check.Stamp.Number);
            using WaitGraph.Edge wait = WaitGraph.Nest(parent, flow);
            using CacheSpan span = CacheActivities.StartCheck(lane.Plan.Name);
            var run = new SynchronousRun(lane.Run, entry.RebuildArguments(), entry.VaryBy, flow, span.Activity, token.Token);
            object? result = run.Execute();
            return token.IsTimedOut && parent is null
                ? _conclusion.Failed(check, new TimeoutException($"The run took longer than its RunTimeout of {check.Rules.Policy.RunTimeout}."))
                : _conclusion.Of(check, result);
        }
        catch (Exception exception)
        {
            return stop.IsCancellationRequested || caller.IsCancellationRequested ? _conclusion.Cancelled(check) : _conclusion.Failed(check, exception);
        }
    }

    private static async Task<object?> RunAsync(Check check, RunFlow? parent, RunToken token)
    {
        RunFlow flow = check.Lane.NewFlow(check.Entry, parent, check.Stamp.Number);
        using (token)
        using (WaitGraph.Nest(parent, flow))
        using (CacheActivities.StartCheck(check.Lane.Plan.Name))
        {
            flow.Begin();
            try
            {
                return await check.Lane.Run.RunAsync(check.Entry.RebuildArguments(), check.Entry.VaryBy, token.Token)
                    .ConfigureAwait(false);
            }
            finally
            {
                flow.End();
            }
        }
    }

    private Check Begin(CheckLane lane, Entry entry, long number, CheckPermit permit, bool isDemanded) =>
        new(lane, entry, lane.Rules, new RunStamp(permit.Version, number, clock.Exact), permit.LeaseToken, permit.Overwrite, isDemanded);

    private void WatchOverdue(CheckLane lane, Task run)
    {
        if (!lane.Overdue.TryAdd(run))
        {
            return;
        }

        lane.Measures.Overrun();
        if (lane.Overdue.AreTooMany && lane.OverdueLog.MayWrite(clock.Time))
        {
            logger.ChecksSuspended(lane.Plan.Name, lane.Overdue.Count);
        }
    }
}
