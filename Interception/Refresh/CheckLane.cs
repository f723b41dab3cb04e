using Interception.Freshness;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;

namespace Interception.Refresh;

/// <summary>One method's way through the queue: how its checks are run, how many at once, and which wait.</summary>
/// <remarks>The fields that say so belong to <see cref="CheckQueue"/> and its lock; the rest is thread-safe.</remarks>
/// <param name="run">Runs the method.</param>
/// <param name="answers">Makes and compares its answers.</param>
/// <param name="newFlow">Makes the flow of a check of an entry.</param>
/// <param name="rules">Its rules to begin with.</param>
/// <param name="roomMade">Called when an overdue run has ended after all, so that the method may be checked again.</param>
internal sealed class CheckLane(
    MethodRun run, AnswerFactory answers, Func<Entry, RunFlow?, long, RunFlow> newFlow, MethodRules rules, Action roomMade) : IEntrySchedule
{
    private volatile MethodRules _rules = rules;

    public MethodPlan Plan => run.Plan;

    public MethodRun Run => run;

    public AnswerFactory Answers => answers;

    public OverdueRuns Overdue { get; } = new(roomMade);

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

    /// <summary>The checks that wait, first come first served, with their place in the whole queue. Guarded by the queue.</summary>
    internal Queue<(long Place, Entry Entry)> Waiting { get; } = new();

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
            entry.NextCheckAt = rules.Freshness.NextCheckAt(new CheckHistory(entry.CheckedAt, clock.Exact, entry.Failures));
        }
        while (!ReferenceEquals(rules, _rules)); // A reload came between: it may not have seen this entry yet.
    }

    /// <inheritdoc/>
    public long NextCheckAt(RunStamp stamp) =>
        _rules.Freshness.NextCheckAt(new CheckHistory(stamp.StartedAt, stamp.StartedAt, Failures: 0));

    TimeSpan IEntrySchedule.Expiry => _rules.Policy.Expiry;

    TimeSpan IEntrySchedule.RunTimeout => _rules.Policy.RunTimeout;

    /// <inheritdoc/>
    public TimeSpan Lease => RunTimes.Lease(_rules.Policy.RunTimeout);

    /// <summary>The flow of a check, which the cached calls inside it see.</summary>
    public RunFlow NewFlow(Entry entry, RunFlow? parent, long version) => newFlow(entry, parent, version);
}
