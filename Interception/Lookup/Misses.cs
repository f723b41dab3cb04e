using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>What happens when a key has no live entry: one run, for everybody who asks meanwhile.</summary>
internal abstract class Misses<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    protected CachedMethod<TKey> Method => method;

    protected MethodTable<TKey> Table => table;

    protected CacheServices Services => services;

    /// <summary>Answers a call from a run of the method, its own or one in flight.</summary>
    /// <returns>False if the call must go to the method itself.</returns>
    public abstract bool TryAnswer(in Call<TKey> call, out object? answer);

    /// <summary>Runs the method for a call whose key is kept, and caches the result; for a refresh by hand.</summary>
    /// <returns>
    /// Whether that was all that can be done: the run was this call's own, or it may not wait for the one in flight, which
    /// waits for it. False if somebody else's run is over now, or an entry has come.
    /// </returns>
    public abstract Task<bool> RunAsync(Call<TKey> call);

    /// <summary>Answers a call inside a check from a check of its own.</summary>
    public abstract object? ReadThrough(Entry entry, RunFlow run);

    /// <summary>The key in a form that outlives the call.</summary>
    /// <returns>False if its arguments can't be copied; that was logged.</returns>
    protected bool TryKeep(in Call<TKey> call, out TKey kept)
    {
        try
        {
            kept = call.Key.Keep(table.Schema);
            return true;
        }
        catch (Exception exception)
        {
            method.Lane.NotCachedLog.Run(
                typeof(KeySchema), () => services.Logger.CallNotCached(method.Plan.Name, exception.Message));
            services.Metrics.Bypass(method.Plan.Name);
            kept = default;
            return false;
        }
    }

    /// <summary>Whether a call may wait for a run that somebody else has started.</summary>
    protected static bool MayJoin(RunFlow? waiter, RunFlow awaited) =>
        waiter is null || (awaited.Version > waiter.FreshAfter && WaitGraph.TryWait(waiter, awaited));

    /// <summary>Takes note that a run has outlived its timeout: its slot goes, so its result will not be stored and the key is free.</summary>
    protected void GiveUp(TKey key, Slot slot, Task run)
    {
        if (table.TryRemove(key, slot))
        {
            method.Lane.Overdue.Add(run);
            services.Metrics.Overdue(method.Plan.Name);
            services.Logger.RunOverdue(method.Plan.Name, method.Rules.Policy.RunTimeout);
        }
    }

    protected void LogNotPossible(RunNotPossibleException exception)
    {
        if (method.Lane.FailureLog.MayWrite(services.Clock.Time))
        {
            services.Logger.VaryByFailed(method.Plan.Name, exception.InnerException ?? exception);
        }
    }

    protected TimeoutException TookTooLong(Exception cause) =>
        new($"'{method.Plan.Name}' was cancelled because it took longer than its RunTimeout of {method.Rules.Policy.RunTimeout}; "
            + "raise RunTimeout for this method if that is how long it takes.", cause);
}
