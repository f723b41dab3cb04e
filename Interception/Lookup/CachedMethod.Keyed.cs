using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>A <see cref="CachedMethod"/> whose keys have the method's own key type: hit, due or miss.</summary>
internal sealed class CachedMethod<TKey> : CachedMethod
    where TKey : struct, IKey<TKey>
{
    private readonly MethodTable<TKey> _table;
    private readonly KeyReader<TKey> _keys;
    private readonly Misses<TKey> _misses;

    public CachedMethod(CacheServices services, MethodRun run, AnswerFactory answers, KeySchema schema, MethodRules rules)
        : base(services)
    {
        _table = new MethodTable<TKey>(schema, services.Bound);
        Lane = new CheckLane(run, answers, NewFlow, rules, services.Queue.Wake);
        _keys = new KeyReader<TKey>(run.Plan, schema, services);
        Results = new ResultKeeper<TKey>(this, _table, services);
        _misses = run.Plan.Shape.IsAsync ? new AsyncMisses<TKey>(this, _table, services) : new SyncMisses<TKey>(this, _table, services);
    }

    public override MethodPlan Plan => Lane.Plan;

    public override CheckLane Lane { get; }

    public override MethodTable Table => _table;

    /// <summary>Makes entries of results, and results of entries.</summary>
    public ResultKeeper<TKey> Results { get; }

    public override bool TryAnswer(object?[] arguments, Caller caller, out object? answer)
    {
        answer = null;
        if (!_keys.TryRead(arguments, caller, out TKey key, out string[] varyBy))
        {
            Services.Metrics.Bypass(Plan.Name);
            return false;
        }

        if (RunFlow.Current is { } run)
        {
            return TryAnswerInRun(new Call<TKey>(key, varyBy, arguments, caller, run), out answer);
        }

        return (_table.TryGet(key, out Slot? slot) && slot is Entry<TKey> entry && IsLive(entry) && TryHit(entry, out answer))
            || _misses.TryAnswer(new Call<TKey>(key, varyBy, arguments, caller, null), out answer);
    }

    public override void Invalidate(object?[] arguments, string[] varyBy) => _table.Invalidate(_keys.Read(arguments, varyBy));

    public override Entry? Find(object?[] arguments, string[] varyBy) =>
        _table.TryGet(_keys.Read(arguments, varyBy), out Slot? slot) && slot is Entry entry && IsLive(entry) ? entry : null;

    public override async Task<RefreshResult> RefreshAsync(object?[] arguments, string[] varyBy)
    {
        TKey key = _keys.Read(arguments, varyBy).Keep(_table.Schema);
        var call = new Call<TKey>(key, varyBy, arguments, Caller.None, RunFlow.Current);
        while (true)
        {
            if (_table.TryGet(key, out Slot? slot) && slot is Entry entry && IsLive(entry))
            {
                return await RefreshAsync(entry, key, call.Run).ConfigureAwait(false);
            }

            if (await _misses.RunAsync(call).ConfigureAwait(false))
            {
                return IsStored(key) ? RefreshResult.Added : RefreshResult.NotCached;
            }
        }
    }

    /// <summary>Whether an entry is within its hard limit.</summary>
    public bool IsLive(Entry entry) => Services.Clock.Now - entry.ProvenAt < Rules.ExpiryTicks;

    /// <summary>Answers from an entry, and asks for a check if one is due.</summary>
    /// <returns>False if no copy can be made of it; then it has been dropped.</returns>
    public bool TryHit(Entry entry, out object? answer)
    {
        if (!entry.Touched)
        {
            entry.Touched = true;
        }

        if (Services.Clock.Now >= entry.NextCheckAt)
        {
            Services.Queue.TryEnqueue(Lane, entry);
        }

        Services.Metrics.Hit(Plan.Name);
        answer = entry.Ready;
        return entry.IsShared || Results.TryCopy(entry, out answer);
    }

    public RunFlow<TKey> NewFlow(TKey key, RunFlow? parent) => new(parent, RunVersion.Next(), isCheck: false, _table, key);

    private RunFlow<TKey> NewFlow(Entry entry, RunFlow? parent, long version) =>
        new(parent, version, isCheck: true, _table, ((Entry<TKey>)entry).Key);

    private async Task<RefreshResult> RefreshAsync(Entry entry, TKey key, RunFlow? run)
    {
        CheckResult check = await Services.Checker.CheckAsync(Lane, entry, run, Services.Queue.Stopping).ConfigureAwait(false);
        return check switch
        {
            { Error: RunNotPossibleException } => RefreshResult.NotCached,
            { Error: { } error } => throw error,
            { Outcome: CheckOutcome.Unchanged } => RefreshResult.Unchanged,
            { Outcome: CheckOutcome.Changed } when IsStored(key) => RefreshResult.Changed,
            _ => RefreshResult.NotCached,
        };
    }

    private bool IsStored(TKey key) => _table.TryGet(key, out Slot? slot) && slot is Entry;

    /// <summary>A call made inside a run: never for the run's own key, and inside a check never older than the check.</summary>
    private bool TryAnswerInRun(in Call<TKey> call, out object? answer)
    {
        answer = null;
        RunFlow run = call.Run!;
        if (run.IsWithin(_table, call.Key))
        {
            Services.Metrics.Bypass(Plan.Name);
            return false;
        }

        if (!_table.TryGet(call.Key, out Slot? slot) || slot is not Entry<TKey> entry || !IsLive(entry))
        {
            return _misses.TryAnswer(call, out answer);
        }

        if (entry.Version > run.FreshAfter)
        {
            return TryHit(entry, out answer) || _misses.TryAnswer(call, out answer);
        }

        answer = _misses.ReadThrough(entry, run);
        return true;
    }
}
