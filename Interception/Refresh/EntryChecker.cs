using System.Diagnostics.CodeAnalysis;
using Interception.Freshness;
using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Refresh;

/// <summary>Checks an entry: runs its method again and overwrites the answer only when the result differs.</summary>
/// <remarks>
/// Source: "stale-while-revalidate" and "stale-if-error", RFC 5861 sections 3 and 4. Callers keep getting the old answer
/// while the check runs and, when the method fails, until the entry expires. Thread-safe.
/// </remarks>
internal sealed class EntryChecker(CacheClock clock, CacheMetrics metrics, ILogger logger)
{
    /// <summary>Checks one entry, waiting for the method at most its RunTimeout.</summary>
    /// <param name="lane">The entry's method.</param>
    /// <param name="entry">What to check.</param>
    /// <param name="parent">The run that asked for the check, or null for a queued one.</param>
    /// <param name="stop">Signalled when the cache stops.</param>
    /// <returns>What became of the entry. A method that fails is an outcome here, not an exception.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "The run disposes of its token when it ends.")]
    public async Task<CheckResult> CheckAsync(CheckLane lane, Entry entry, RunFlow? parent, CancellationToken stop)
    {
        MethodRules rules = lane.Rules;
        var check = new CheckRun(lane, entry, rules, RunVersion.Next(), clock.Exact);
        using var activity = CacheActivities.StartCheck(lane.Plan.Name);
        var token = new RunToken(rules.Policy.RunTimeout, clock.Time, stop);
        Task<object?> run = Detached.Start(static state => RunAsync(state.check, state.parent, state.token), (check, parent, token));
        try
        {
            object? result = await run.WaitAsync(rules.Policy.RunTimeout, clock.Time, stop).ConfigureAwait(false);
            return Conclude(check, result);
        }
        catch (Exception exception)
        {
            if (!run.IsCompleted)
            {
                Watch(lane, run, isOverdue: !stop.IsCancellationRequested);
            }

            return stop.IsCancellationRequested ? Cancel(check) : Fail(check, exception);
        }
    }

    /// <summary>The same for a synchronous method inside a run: on the calling thread, for as long as the method takes.</summary>
    public CheckResult Check(CheckLane lane, Entry entry, RunFlow parent)
    {
        var check = new CheckRun(lane, entry, lane.Rules, RunVersion.Next(), clock.Exact);
        try
        {
            using var timeout = new CancellationTokenSource(check.Rules.Policy.RunTimeout, clock.Time);
            RunFlow flow = lane.NewFlow(entry, parent, check.Version);
            using var wait = WaitGraph.Nest(parent, flow);
            var run = new SynchronousRun(lane.Run, entry.RebuildArguments(), entry.VaryBy, flow, null, timeout.Token);
            return Conclude(check, run.Execute());
        }
        catch (Exception exception)
        {
            return Fail(check, exception);
        }
    }

    private static async Task<object?> RunAsync(CheckRun check, RunFlow? parent, RunToken token)
    {
        using RunToken own = token;
        RunFlow flow = check.Lane.NewFlow(check.Entry, parent, check.Version);
        using var wait = WaitGraph.Nest(parent, flow);
        flow.Begin();
        try
        {
            return await check.Lane.Run.RunAsync(check.Entry.RebuildArguments(), check.Entry.VaryBy, own.Token).ConfigureAwait(false);
        }
        finally
        {
            flow.End();
        }
    }

    private CheckResult Conclude(CheckRun check, object? result)
    {
        Entry entry = check.Entry;
        try
        {
            ContentDigest digest = check.Lane.Answers.DigestOf(result);
            bool isSame = digest == entry.Answer.Digest;
            bool counted = isSame && entry.TryProve(check.Version, check.StartedAt);

            // Looked up only now: an older run that took the entry's place before it was proven is overwritten in turn.
            if (!isSame || !entry.IsStored)
            {
                return Replace(check, result);
            }

            check.Lane.Churn.Unchanged();
            Plan(check);
            return Report(check, counted ? CheckOutcome.Unchanged : CheckOutcome.Superseded, result);
        }
        catch (Exception exception)
        {
            // What is cached is no longer what the method returns, and what it returns can't be cached.
            check.Lane.NotCachedLog.Run(exception.GetType(), () => logger.ResultNotCached(check.Lane.Plan.Name, exception.Message));
            entry.Remove();
            return Report(check, CheckOutcome.Changed, result);
        }
    }

    private CheckResult Replace(CheckRun check, object? result)
    {
        if (result is null && !check.Rules.Policy.CacheNull)
        {
            check.Entry.Remove();
            return Report(check, CheckOutcome.Changed, result);
        }

        Answer answer = check.Lane.Answers.Create(result);
        long next = NextCheckAt(check, new CheckHistory(check.StartedAt, clock.Exact, Failures: 0));
        Entry? newer = check.Entry.TryReplace(answer, check.Version, check.StartedAt, next);
        if (newer is null)
        {
            return Report(check, CheckOutcome.Superseded, result);
        }

        metrics.StalenessFound(check.Lane.Plan.Name, TimeSpan.FromTicks(check.StartedAt - check.Entry.ProvenAt));
        if (check.Lane.Churn.Changed())
        {
            NameChurn(check, result);
        }

        return Report(check, CheckOutcome.Changed, result);
    }

    private CheckResult Fail(CheckRun check, Exception exception)
    {
        check.Entry.Fail(check.StartedAt);
        Plan(check);
        if (check.Lane.FailureLog.MayWrite(clock.Time))
        {
            logger.CheckFailed(check.Lane.Plan.Name, exception);
        }

        return Report(check, CheckOutcome.Failed, null, exception);
    }

    private CheckResult Cancel(CheckRun check) => Report(check, CheckOutcome.Cancelled, null, new OperationCanceledException());

    private CheckResult Report(CheckRun check, CheckOutcome outcome, object? result, Exception? error = null)
    {
        metrics.Checked(check.Lane.Plan.Name, NameOf(outcome), TimeSpan.FromTicks(clock.Exact - check.StartedAt));
        return new CheckResult(outcome, result, error);
    }

    /// <summary>As the metrics have it.</summary>
    private static string NameOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Unchanged => "unchanged",
        CheckOutcome.Changed => "changed",
        CheckOutcome.Failed => "failed",
        CheckOutcome.Superseded => "superseded",
        _ => "cancelled",
    };

    private void Plan(CheckRun check)
    {
        Entry entry = check.Entry;
        entry.NextCheckAt = NextCheckAt(check, new CheckHistory(entry.CheckedAt, clock.Exact, entry.Failures));
    }

    private static long NextCheckAt(CheckRun check, CheckHistory history) => check.Lane.Rules.Freshness.NextCheckAt(history);

    private void NameChurn(CheckRun check, object? result)
    {
        IReadOnlyList<string> members = check.Lane.Answers.DifferencesOf(check.Entry.Answer, result);
        logger.AlwaysDifferent(check.Lane.Plan.Name, ChurnWatch.ChangesInARow, string.Join(", ", members));
    }

    /// <summary>Watches a run that nobody waits for any more. One that a stop has cut short is not overdue.</summary>
    private void Watch(CheckLane lane, Task run, bool isOverdue)
    {
        lane.Overdue.Add(run);
        if (!isOverdue)
        {
            return;
        }

        metrics.Overdue(lane.Plan.Name);
        if (lane.Overdue.AreTooMany)
        {
            logger.ChecksSuspended(lane.Plan.Name, lane.Overdue.Count);
        }
    }

    private sealed record CheckRun(CheckLane Lane, Entry Entry, MethodRules Rules, long Version, long StartedAt);
}
