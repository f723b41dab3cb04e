using Interception.Freshness;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;

namespace Interception.Refresh;

/// <summary>One method's way through the queue: how its checks are run, how many at once, and which wait.</summary>
/// <remarks>The fields that say so belong to <see cref="CheckQueue"/> and its lock; the rest is thread-safe.</remarks>
/// <param name="run">Runs the method.</param>
/// <param name="answers">Makes and compares its answers.</param>
/// <param name="newFlow">Makes the flow of a check of an entry.</param>
/// <param name="rules">Its rules to begin with.</param>
/// <param name="roomMade">Called when an overdue run has ended after all, so that the method may be checked again.</param>
/// <param name="spending">What all methods' checks may cost together.</param>
/// <param name="measures">Counts what happens.</param>
internal sealed class CheckLane(
    MethodRun run, AnswerFactory answers, Func<Entry, RunFlow?, long, RunFlow> newFlow, MethodRules rules, Action roomMade,
    CheckSpending spending, MethodMeasures measures) : IEntrySchedule
{
    private volatile MethodRules _rules = rules;

    public MethodPlan Plan => run.Plan;

    public MethodRun Run => run;

    public AnswerFactory Answers => answers;

    public OverdueRuns Overdue { get; } = new(roomMade);

    /// <summary>What its checks have told, and what the next ones must be worth.</summary>
    public MethodFreshness Freshness { get; } = new(spending);

    public MethodMeasures Measures => measures;

    /// <summary>What calls sent past the cache have told.</summary>
    public HoldoutTrial Holdout { get; } = new();

    public ChurnWatch Churn { get; } = new();

    public RunTimes RunTimes { get; } = new();

    /// <summary>So that a method that keeps failing writes one line a second, not one a check.</summary>
    public LogThrottle FailureLog { get; } = new();

    /// <summary>The same for runs that outlive their timeout.</summary>
    public LogThrottle OverdueLog { get; } = new();

    /// <summary>The reasons why something wasn't cached are logged once a method.</summary>
    public LogOnce NotCachedLog { get; } = new();

    public MethodRules Rules
    {
        get => _rules;
        set => _rules = value;
    }

    /// <summary>The checks that wait. Guarded by the queue.</summary>
    internal UrgencyQueue Waiting { get; } = new();

    /// <summary>Where it stands in <see cref="LongestFirst"/>. Guarded by the queue.</summary>
    internal int Position { get; set; }

    /// <summary>How many checks run. Guarded by the queue.</summary>
    internal int Running { get; set; }

    /// <summary>Whether another check may start. Guarded by the queue.</summary>
    internal bool HasRoom => Waiting.Count > 0 && Running < _rules.Policy.MaxConcurrentChecks && !Overdue.AreTooMany;

    /// <summary>Plans the next check of an entry by the rules of this moment.</summary>
    public void Schedule(Entry entry, CacheClock clock)
    {
        MethodRules rules;
        do
        {
            rules = _rules;
            PlanCheck(entry, rules, clock.Exact);
        }
        while (!ReferenceEquals(rules, _rules)); // A reload came between: it may not have seen this entry yet.
    }

    /// <summary>Plans the next check anew because an entry is asked for more often than it was known to be.</summary>
    /// <remarks>Not while it is being checked: whoever ends that plans anew.</remarks>
    public void Reconsider(Entry entry, CacheClock clock)
    {
        if (_rules.Policy.Check == CheckMode.Adaptive && !entry.IsCheckPending)
        {
            Schedule(entry, clock);
        }
    }

    /// <inheritdoc/>
    public void Learn(Entry entry, bool changed, long since, long until) => Learn(entry, changed, since, until, askedByHit: false, isPaid: false);

    /// <summary>Learns from a look at the method that an entry was right, or that it was not.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="changed">What was found.</param>
    /// <param name="since">When it was last known to be right.</param>
    /// <param name="until">When the look began.</param>
    /// <param name="askedByHit">Whether a hit had asked for it.</param>
    /// <param name="isPaid">Whether it counts against the budgets.</param>
    public void Learn(Entry entry, bool changed, long since, long until, bool askedByHit, bool isPaid) =>
        Freshness.Learn(_rules, entry, changed, since, until, askedByHit, isPaid);

    /// <inheritdoc/>
    public void Succeed(Entry previous, Entry newer)
    {
        newer.Inherit(previous);
        newer.IsSuccessor = true;
        PlanCheck(newer, _rules, newer.ProvenAt);
    }

    /// <inheritdoc/>
    public bool TryHurry(Entry entry)
    {
        if (_rules.Policy.Check == CheckMode.Off)
        {
            return false;
        }

        entry.NextCheckAt = entry.PausedUntil;
        return true;
    }

    TimeSpan IEntrySchedule.Expiry => _rules.Policy.Expiry;

    TimeSpan IEntrySchedule.RunTimeout => _rules.Policy.RunTimeout;

    /// <inheritdoc/>
    public TimeSpan Lease => RunTimes.Lease(_rules.Policy.RunTimeout);

    /// <summary>Whether a check that was asked for is still to be made: a reload may have switched checks off while it waited.</summary>
    public bool Wants(Entry entry) =>
        _rules.Policy.Check != CheckMode.Off || entry.Tally.IsVerified || entry.Shared is { DisputedVersion: > 0 };

    /// <summary>How urgent a check of an entry is: by the stale answers that it prevents for each millisecond that a run takes.</summary>
    public int UrgencyOf(Entry entry, long now) =>
        UrgencyQueue.LevelOf(Freshness.PlannedWorthOf(entry, now) / Math.Max(RunTimes.Usual.TotalMilliseconds, 0.001));

    private void PlanCheck(Entry entry, MethodRules rules, long now)
    {
        CheckPlan plan = Freshness.Plan(rules, entry, now);
        (entry.WaitAt, entry.NextCheckAt) = (plan.WaitAt, plan.CheckAt);
        if (entry.Shared is { DisputedVersion: > 0 })
        {
            entry.NextCheckAt = entry.PausedUntil; // Written last: a dispute that begins meanwhile is seen here, or hurries the entry after this.
        }
    }

    /// <summary>The flow of a check, which the cached calls inside it see.</summary>
    public RunFlow NewFlow(Entry entry, RunFlow? parent, long number) => newFlow(entry, parent, number);
}
