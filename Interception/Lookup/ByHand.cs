using System.Runtime.ExceptionServices;
using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;

namespace Interception.Lookup;

/// <summary>What <see cref="IMethodCache"/> does with the calls of one method.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ByHand<TKey>(
    CachedMethod<TKey> method, MethodTable<TKey> table, KeyReader<TKey> keys, Misses<TKey> misses, SharedMethod? shared, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    public ValueTask InvalidateAsync(object?[] arguments, string[] varyBy)
    {
        if (!keys.TryRead(arguments, varyBy, out TKey key))
        {
            return ValueTask.CompletedTask;
        }

        table.Invalidate(key);
        return shared?.InvalidateAsync(shared.NameOf(key)) ?? ValueTask.CompletedTask;
    }

    public ValueTask<PeekedAnswer?> PeekAsync(object?[] arguments, string[] varyBy)
    {
        if (!keys.TryRead(arguments, varyBy, out TKey key))
        {
            return default;
        }

        return table.TryGet(key, out Slot? slot) && slot is Entry entry && method.IsLive(entry)
            ? ValueTask.FromResult<PeekedAnswer?>(new PeekedAnswer(entry.Answer, entry.ProvenAt, entry.IsCheckPending))
            : shared is null ? default : PeekAsync(shared, shared.NameOf(key));
    }

    public async ValueTask<ExplainedAnswer> ExplainAsync(object?[] arguments, string[] varyBy)
    {
        if (!keys.TryRead(arguments, varyBy, out TKey key))
        {
            return new ExplainedAnswer(null, null, null);
        }

        EntryName? name = shared?.NameOf(key);
        string digest = name?.Digest.ToString() ?? KeyDigest.Of(method.Plan.Identity, key);
        return table.TryGet(key, out Slot? slot) && slot is Entry entry && method.IsLive(entry)
            ? new ExplainedAnswer(digest, entry, null)
            : new ExplainedAnswer(digest, null, name is null ? null : await PeekAsync(shared!, name).ConfigureAwait(false));
    }

    public async Task<RefreshResult> RefreshAsync(object?[] arguments, string[] varyBy)
    {
        if (!keys.TryRead(arguments, varyBy, out TKey read) || !misses.TryKeep(read, out TKey key)
            || RunFlow.Current?.IsWithin(table, key) == true)
        {
            return RefreshResult.NotCached;
        }

        var call = new Call<TKey>(key, varyBy, arguments, Caller.None, RunFlow.Current);
        while (true)
        {
            if (table.TryGet(key, out Slot? slot) && slot is Entry entry && method.IsLive(entry))
            {
                return await RefreshAsync(entry, key, call.Run).ConfigureAwait(false);
            }

            switch (await misses.RunAsync(call).ConfigureAwait(false))
            {
                case RunByHand.Done:
                    return IsStored(key) ? RefreshResult.Added : RefreshResult.NotCached;
                case RunByHand.NotPossible:
                    return RefreshResult.NotCached;
            }
        }
    }

    private async Task<RefreshResult> RefreshAsync(Entry entry, TKey key, RunFlow? run)
    {
        CheckResult check = await services.Checker
            .CheckAsync(method.Lane, entry, run, isDemanded: true, services.Ending).ConfigureAwait(false);
        if (check.Error is not (null or RunNotPossibleException))
        {
            ExceptionDispatchInfo.Throw(check.Error);
        }

        return check switch
        {
            { Outcome: CheckOutcome.Unchanged } => RefreshResult.Unchanged,
            { Outcome: CheckOutcome.Changed } when IsStored(key) => RefreshResult.Changed,
            _ => RefreshResult.NotCached,
        };
    }

    private async ValueTask<PeekedAnswer?> PeekAsync(SharedMethod shared, EntryName name)
    {
        Attempt<ReadOnlyMemory<byte>> read = await shared.ReadAsync(name).ConfigureAwait(false);
        return read.Succeeded && shared.TryRestore(name, read.Value, out _) is { IsProvenAhead: false } found
            && services.Clock.Exact - found.Stamp.StartedAt < method.Rules.ExpiryTicks
            ? new PeekedAnswer(found.Answer, found.Stamp.StartedAt, IsBeingChecked: false) : null;
    }

    private bool IsStored(TKey key) => table.TryGet(key, out Slot? slot) && slot is Entry;
}
