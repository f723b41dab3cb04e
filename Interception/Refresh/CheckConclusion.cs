using Interception.Freshness;
using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Refresh;

/// <summary>Draws the conclusion from a check: proves the entry right again, overwrites it, or keeps it and leaves the method alone for a while.</summary>
/// <remarks>Never throws. Thread-safe.</remarks>
internal sealed class CheckConclusion(CacheClock clock, ILogger logger)
{
    /// <summary>The method returned a result.</summary>
    public CheckResult Of(Check check, object? result)
    {
        Entry entry = check.Entry;
        long ticks = clock.Exact - check.Stamp.StartedAt;
        check.Lane.RunTimes.Add(ticks);
        check.Lane.Measures.Run(ticks);
        try
        {
            if (result is not null || check.Rules.Policy.CacheNull)
            {
                ContentDigest digest = check.Lane.Answers.DigestOf(result);
                if (digest == entry.Answer.Digest)
                {
                    return Prove(check, result);
                }

                if (entry.IsStored && check.Stamp.Version > entry.Version)
                {
                    Learn(check, changed: true, entry.ProvenAt);
                }

                return Replace(check, result);
            }
        }
        catch (Exception exception)
        {
            check.Lane.NotCachedLog.Run(
                exception.GetType(), () => logger.ResultNotCached(check.Lane.Plan.Name, NotEncodableException.ReasonOf(exception)));
        }

        // What is cached is no longer what the method returns, and what it returns isn't cached.
        entry.Remove();
        return Report(check, CheckOutcome.Changed, result);
    }

    /// <summary>The method threw, or took too long.</summary>
    public CheckResult Failed(Check check, Exception exception)
    {
        if (exception is RunNotPossibleException { InnerException: ObjectDisposedException })
        {
            return Cancelled(check); // The container is going down.
        }

        check.Entry.Fail(check.Stamp);
        check.Entry.PauseUntil(clock.Exact + Backoff.After(check.Entry.Failures).Ticks);
        check.Lane.Schedule(check.Entry, clock);
        if (check.Lane.FailureLog.MayWrite(clock.Time))
        {
            logger.CheckFailed(check.Lane.Plan.Name, exception);
        }

        return Report(check, CheckOutcome.Failed, null, exception);
    }

    /// <summary>No run was needed: the shared store has spoken.</summary>
    public CheckResult Settled(Check check, CheckOutcome outcome) => Report(check, outcome, null);

    /// <summary>The cache is stopping.</summary>
    public CheckResult Cancelled(Check check) => Report(check, CheckOutcome.Cancelled, null, new OperationCanceledException());

    /// <summary>Takes the check for what it tells. One that was demanded, by hand or by a sample, costs no budget.</summary>
    private static void Learn(Check check, bool changed, long since) => check.Lane.Learn(
        check.Entry, changed, since, check.Stamp.StartedAt, askedByHit: !check.IsDemanded || check.Entry.Tally.IsVerified, isPaid: !check.IsDemanded);

    private CheckResult Prove(Check check, object? result)
    {
        check.Lane.Churn.Unchanged();
        bool counted = check.Entry.TryProve(check.Stamp, out long before);
        if (counted)
        {
            Learn(check, changed: false, before);
            if (check.Entry.Shared is { } place && place.DisputedVersion < check.Stamp.Version)
            {
                place.DisputedVersion = 0; // Decided: what a run has found that is later than both is this.
            }
        }

        check.Lane.Schedule(check.Entry, clock);

        // Looked up after it was proven: an older check may have overwritten the entry in between, and this one knows better.
        return !counted ? Report(check, CheckOutcome.Superseded, result)
            : check.Entry.IsStored ? Report(check, CheckOutcome.Unchanged, result)
            : Replace(check, result);
    }

    private CheckResult Replace(Check check, object? result)
    {
        Answer answer = check.Lane.Answers.Create(result);
        if (check.Entry.TryReplace(answer, check.Stamp, check.Lane) is not { } newer)
        {
            check.Lane.Schedule(check.Entry, clock); // Or each hit would ask for another check at once.
            return Report(check, CheckOutcome.Superseded, result);
        }

        check.Lane.Schedule(newer, clock); // A reload that came between has not seen the entry.
        check.Lane.Measures.StalenessFound(TimeSpan.FromTicks(check.Stamp.StartedAt - check.Entry.ProvenAt));
        if (check.Lane.Churn.Changed())
        {
            IReadOnlyList<string> members = check.Lane.Answers.DifferencesOf(check.Entry.Answer, result);
            logger.AlwaysDifferent(check.Lane.Plan.Name, ChurnWatch.ChangesInARow, string.Join(", ", members));
        }

        return Report(check, CheckOutcome.Changed, result, stored: newer);
    }

    private CheckResult Report(Check check, CheckOutcome outcome, object? result, Exception? error = null, Entry? stored = null)
    {
        if (check.Entry.Tally.TakeVerified() is > 0 and var verified && outcome is CheckOutcome.Unchanged or CheckOutcome.Changed or CheckOutcome.Adopted)
        {
            check.Lane.Measures.Verify(verified, areStale: outcome != CheckOutcome.Unchanged);
        }

        check.Lane.Measures.Check(outcome, TimeSpan.FromTicks(clock.Exact - check.Stamp.StartedAt));
        return new CheckResult(outcome, result, error, stored);
    }
}
