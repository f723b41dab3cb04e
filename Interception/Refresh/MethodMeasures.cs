using Interception.Telemetry;

namespace Interception.Refresh;

/// <summary>What has happened to one method's calls and checks: counted here for the report, and passed on to the metrics.</summary>
/// <remarks>Thread-safe. Hits are not counted one by one: each entry counts its own, see the freshness of the method.</remarks>
internal sealed class MethodMeasures(string method, CacheMetrics metrics)
{
    private readonly long[] _checks = new long[Enum.GetValues<CheckOutcome>().Length];
    private long _misses, _waits, _bypasses, _refused, _overBudget, _runs, _runTicks, _verified, _verifiedStale, _longestStale;

    public long Misses => Interlocked.Read(ref _misses);

    public long Waits => Interlocked.Read(ref _waits);

    public long Bypasses => Interlocked.Read(ref _bypasses);

    public long Refused => Interlocked.Read(ref _refused);

    public long OverBudget => Interlocked.Read(ref _overBudget);

    /// <summary>How many answers were checked at once, whatever the policy says.</summary>
    public long Verified => Interlocked.Read(ref _verified);

    /// <summary>How many of them were stale.</summary>
    public long VerifiedStale => Interlocked.Read(ref _verifiedStale);

    /// <summary>How long an answer that was found changed had been wrong, at most.</summary>
    public TimeSpan LongestStale => TimeSpan.FromTicks(Interlocked.Read(ref _longestStale));

    /// <summary>How long a run takes, on average; zero before the first.</summary>
    public TimeSpan MeanRunTime => Interlocked.Read(ref _runs) is > 0 and var runs ? TimeSpan.FromTicks(Interlocked.Read(ref _runTicks) / runs) : TimeSpan.Zero;

    /// <summary>How many checks have come to this.</summary>
    public long Checks(CheckOutcome outcome) => Interlocked.Read(ref _checks[(int)outcome]);

    public void Hit() => metrics.Hit(method);

    public void Miss()
    {
        Interlocked.Increment(ref _misses);
        metrics.Miss(method);
    }

    public void Waited()
    {
        Interlocked.Increment(ref _waits);
        metrics.Waited(method);
    }

    public void HoldOut() => metrics.HeldOut(method);

    public void Bypass()
    {
        Interlocked.Increment(ref _bypasses);
        metrics.Bypass(method);
    }

    public void Refuse()
    {
        Interlocked.Increment(ref _refused);
        metrics.Refused(method);
    }

    /// <summary>Counts a check that no budget was left for. That is no trouble: the bound is the user's.</summary>
    public void RefuseByBudget()
    {
        Interlocked.Increment(ref _overBudget);
        metrics.OverBudget(method);
    }

    public void Overrun() => metrics.Overdue(method);

    /// <summary>Counts a check.</summary>
    /// <param name="outcome">What it came to.</param>
    /// <param name="duration">How long it took.</param>
    public void Check(CheckOutcome outcome, TimeSpan duration)
    {
        Interlocked.Increment(ref _checks[(int)outcome]);
        metrics.Checked(method, NameOf(outcome), duration);
    }

    /// <summary>Counts a run that has returned a result.</summary>
    public void Run(long ticks)
    {
        Interlocked.Increment(ref _runs);
        Interlocked.Add(ref _runTicks, Math.Max(0, ticks));
    }

    /// <summary>Counts answers that were checked at once, whatever the policy says.</summary>
    public void Verify(int answers, bool areStale)
    {
        Interlocked.Add(ref _verified, answers);
        Interlocked.Add(ref _verifiedStale, areStale ? answers : 0);
    }

    /// <summary>Takes note of a change that a check has found.</summary>
    /// <param name="atMost">How long the answer had been wrong, at most.</param>
    public void StalenessFound(TimeSpan atMost)
    {
        for (long longest = Interlocked.Read(ref _longestStale); atMost.Ticks > longest; longest = Interlocked.Read(ref _longestStale))
        {
            Interlocked.CompareExchange(ref _longestStale, atMost.Ticks, longest);
        }

        metrics.StalenessFound(method, atMost);
    }

    private static string NameOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Unchanged => "unchanged",
        CheckOutcome.Changed => "changed",
        CheckOutcome.Failed => "failed",
        CheckOutcome.Superseded => "superseded",
        CheckOutcome.Adopted => "adopted",
        CheckOutcome.Elsewhere => "elsewhere",
        _ => "cancelled",
    };
}
