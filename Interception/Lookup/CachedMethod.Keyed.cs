using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>A <see cref="CachedMethod"/> whose keys have the method's own key type: hit, due or miss.</summary>
internal sealed class CachedMethod<TKey> : CachedMethod
    where TKey : struct, IKey<TKey>
{
    private readonly MethodTable<TKey> _table;
    private readonly KeyReader<TKey> _keys;
    private readonly Misses<TKey> _misses;
    private readonly ByHand<TKey> _byHand;

    public CachedMethod(
        CacheServices services, MethodRun run, AnswerFactory answers, KeySchema schema, MethodRules rules, SharedMethod? shared)
        : base(services, rules)
    {
        Shared = shared;
        _table = new MethodTable<TKey>(schema, services.Bound, shared);
        Lane = new CheckLane(run, answers, NewFlow, rules, services.Queue.Wake, services.Queue.Spending,
            new MethodMeasures(run.Plan.Name, services.Metrics));
        _table.Left += entry => Lane.Freshness.Leave(Lane.Rules, entry, services.Clock.Now);
        _keys = new KeyReader<TKey>(run.Plan, schema, services);
        Results = new ResultKeeper<TKey>(this, _table, services);
        _misses = run.Plan.Shape.IsAsync ? new AsyncMisses<TKey>(this, _table, services) : new SyncMisses<TKey>(this, _table, services);
        Hits = new Hits<TKey>(this, _table, _misses, new CheckWait<TKey>(this, _table, _misses, services), services);
        _byHand = new ByHand<TKey>(this, _table, _keys, _misses, shared, services);
        OnRunTimeout = (slot, run) => GiveUp((Slot)slot!, run);
        shared?.Open(_table, Lane);
    }

    public override MethodPlan Plan => Lane.Plan;

    public override CheckLane Lane { get; }

    public override MethodTable Table => _table;

    public override SharedMethod? Shared { get; }

    /// <summary><see cref="GiveUp"/>, as a <see cref="RunToken"/> calls it: one for all runs.</summary>
    public Action<object?, Task> OnRunTimeout { get; }

    /// <summary>Serves what is in memory.</summary>
    public Hits<TKey> Hits { get; }

    /// <summary>Makes entries of results, and results of entries.</summary>
    public ResultKeeper<TKey> Results { get; }

    public override bool TryAnswer(object?[] arguments, Caller caller, out object? answer)
    {
        if (!_keys.TryRead(arguments, caller, out TKey key, out string[] varyBy))
        {
            Lane.Measures.Bypass();
            answer = null;
            return false;
        }

        RunFlow? run = RunFlow.Current;
        return (run is null && Hits.TryServeAtOnce(key, out answer)) || TryAnswer(key, varyBy, arguments, caller, run, out answer);
    }

    /// <summary>Answers a call that is made inside a run, or whose answer is not there, or is to be waited for.</summary>
    private bool TryAnswer(in TKey key, string[] varyBy, object?[] arguments, Caller caller, RunFlow? run, out object? answer)
    {
        answer = null;
        if (run is not null && (run.IsWithin(_table, key) || (Plan.Registration.IsItsOwnProxy && run.IsOf(_table))))
        {
            Lane.Measures.Bypass(); // It reaches itself, and would wait for itself.
            return false;
        }

        if (_table.TryGet(key, out Slot? slot) && slot is Entry<TKey> entry && IsLive(entry))
        {
            // With the entry's own key: a check on this thread may have read others before a miss looks at it.
            var hit = new Call<TKey>(entry.Key, varyBy, arguments, caller, run);
            return Hits.TryServe(entry, hit, out answer) || _misses.TryAnswer(hit, out answer);
        }

        return _misses.TryAnswer(new Call<TKey>(key, varyBy, arguments, caller, run), out answer);
    }

    public override ValueTask InvalidateAsync(object?[] arguments, string[] varyBy) => _byHand.InvalidateAsync(arguments, varyBy);

    public override ValueTask<PeekedAnswer?> PeekAsync(object?[] arguments, string[] varyBy) => _byHand.PeekAsync(arguments, varyBy);

    public override ValueTask<ExplainedAnswer> ExplainAsync(object?[] arguments, string[] varyBy) => _byHand.ExplainAsync(arguments, varyBy);

    public override Task<RefreshResult> RefreshAsync(object?[] arguments, string[] varyBy) => _byHand.RefreshAsync(arguments, varyBy);

    /// <summary>Whether an entry is within its hard limit.</summary>
    public bool IsLive(Entry entry) => Services.Clock.Now - entry.ProvenAt < Rules.ExpiryTicks;

    /// <summary>Answers from a live entry; see <see cref="Hits{TKey}"/>.</summary>
    public bool TryServe(Entry<TKey> entry, in Call<TKey> call, out object? answer) => Hits.TryServe(entry, call, out answer);

    /// <inheritdoc/>
    public override MethodFront NewFront() => new MethodFront<TKey>(_table.Schema);

    /// <summary>Takes note that a run has outlived its timeout: its slot goes, so its result will not be stored and the key is free.</summary>
    /// <param name="slot">The run's slot.</param>
    /// <param name="run">Completes when the run has ended.</param>
    public void GiveUp(Slot slot, Task run)
    {
        slot.Remove();
        if (!Lane.Overdue.TryAdd(run))
        {
            return;
        }

        Lane.Measures.Overrun();
        if (Lane.OverdueLog.MayWrite(Services.Clock.Time))
        {
            Services.Logger.RunOverdue(Plan.Name, Rules.Policy.RunTimeout);
        }
    }

    /// <summary>Begins the way of a miss through the shared store, whose slot stands in the table; null without a store.</summary>
    public SharedMiss? BeginShared(TKey key, Slot slot) => Shared is null ? null : SharedMiss.Begin(Shared, Shared.NameOf(key), slot);

    public void LogNotPossible(RunNotPossibleException exception)
    {
        if (Lane.FailureLog.MayWrite(Services.Clock.Time))
        {
            Services.Logger.VaryByFailed(Plan.Name, exception.InnerException ?? exception);
        }
    }

    public TimeoutException TookTooLong(Exception cause) =>
        new($"'{Plan.Name}' was cancelled because it took longer than its RunTimeout of {Rules.Policy.RunTimeout}; "
            + "raise RunTimeout for this method if that is how long it takes.", cause);

    /// <summary>The flow of a run after a miss.</summary>
    public RunFlow<TKey> NewFlow(TKey key, RunFlow? parent) => new(parent, checkNumber: 0, _table, key);

    private RunFlow<TKey> NewFlow(Entry entry, RunFlow? parent, long number) => new(parent, number, _table, ((Entry<TKey>)entry).Key);
}
