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
    public abstract Task<RunByHand> RunAsync(Call<TKey> call);

    /// <summary>Answers a call inside a check from a check of its own.</summary>
    public abstract object? ReadThrough(Entry entry, in Call<TKey> call);

    /// <summary>The key in a form that outlives the call.</summary>
    /// <returns>False if its arguments can't be copied; that was logged.</returns>
    public bool TryKeep(TKey key, out TKey kept)
    {
        try
        {
            kept = key.Keep(table.Schema);
            return true;
        }
        catch (Exception exception)
        {
            LogNotKept(exception);
            method.Lane.Measures.Bypass();
            kept = default;
            return false;
        }
    }

    /// <summary>Whether a call may wait for a run that somebody else has started.</summary>
    protected static bool MayJoin(RunFlow? waiter, RunSlot awaited) =>
        waiter is null || (waiter.Accepts(awaited.Number) && WaitGraph.TryWait(waiter, awaited.Flow));

    /// <summary>The token with which the caller may give up.</summary>
    public CancellationToken TokenOf(object?[] arguments) =>
        method.Plan.Ignored.TokenPosition is >= 0 and var position && arguments[position] is CancellationToken token ? token : default;

    /// <remarks>Apart, since a method that makes a delegate of its exception allocates for it where there is none, too.</remarks>
    private void LogNotKept(Exception exception) => method.Lane.NotCachedLog.Run(
        typeof(KeySchema), () => services.Logger.CallNotCached(method.Plan.Name, NotEncodableException.ReasonOf(exception)));
}
