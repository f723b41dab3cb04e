using Interception.Freshness;
using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>Lets a caller wait for the check of an answer that is likely stale: an asynchronous one for a bounded time, a synchronous one as for a miss.</summary>
/// <remarks>Never throws but for the caller's own cancellation, and what a miss throws where the entry is gone afterwards. Thread-safe.</remarks>
internal sealed class CheckWait<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, Misses<TKey> misses, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    private readonly LoneRun<TKey> _alone = new(method, table);

    private CheckCosts Costs => method.Lane.Freshness.Costs;

    private ReturnShape Shape => method.Plan.Shape;

    /// <summary>Answers a call after the entry's check.</summary>
    /// <returns>False if it can't be checked now: then the caller is served at once. Also if the entry went meanwhile, or no copy can be made of it.</returns>
    public bool TryAnswer(Entry<TKey> entry, in Call<TKey> call, out object? answer)
    {
        answer = null;
        return Shape.IsAsync ? TryAwait(entry, call, out answer) : TryCheck(entry, misses.TokenOf(call.Arguments), out answer);
    }

    /// <remarks>
    /// A synchronous method is checked on the caller's thread, for as long as it takes, as in a miss: nothing blocks on the queue. Whoever comes meanwhile is served at once.
    /// </remarks>
    private bool TryCheck(Entry<TKey> entry, CancellationToken token, out object? answer)
    {
        answer = null;
        if (!services.Queue.TryClaim(method.Lane, entry))
        {
            return false;
        }

        if (!Costs.TrySpendWait(method.Rules))
        {
            services.Queue.TryAdd(method.Lane, entry); // Checked behind the caller.
            return false;
        }

        entry.Tally.Waited(); // Before the check can end, which speaks about it.
        try
        {
            services.Checker.Check(method.Lane, entry, parent: null, services.Queue.Stopping, token);
        }
        finally
        {
            entry.EndCheck();
        }

        if (token.IsCancellationRequested)
        {
            method.Lane.Measures.Waited();
            token.ThrowIfCancellationRequested();
        }

        return TryFinish(entry, out answer);
    }

    private bool TryAwait(Entry<TKey> entry, in Call<TKey> call, out object? answer)
    {
        answer = null;
        bool isClaimed = services.Queue.TryClaim(method.Lane, entry);
        if (!isClaimed && !entry.IsCheckPending)
        {
            return false;
        }

        if (!Costs.TrySpendWait(method.Rules))
        {
            if (isClaimed)
            {
                services.Queue.TryAdd(method.Lane, entry); // Checked behind the caller.
            }

            return false;
        }

        entry.Tally.Waited();
        if (isClaimed && !services.Queue.TryAdd(method.Lane, entry))
        {
            entry.Tally.TakeBackWait();
            Costs.RefundWait(method.Rules);
            return false;
        }

        answer = Shape.WrapPending(AwaitAsync(entry, call.VaryBy, call.Arguments, call.Caller));
        return true;
    }

    private async ValueTask<object?> AwaitAsync(Entry<TKey> entry, string[] varyBy, object?[] arguments, Caller caller)
    {
        try
        {
            await entry.WhenChecked().WaitAsync(method.Lane.Lease, services.Clock.Time, misses.TokenOf(arguments)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            entry.WaitAt = FreshnessPolicy.Never; // Long enough: what is cached is served after all, and to whoever comes next at once.
        }
        catch (OperationCanceledException)
        {
            method.Lane.Measures.Waited();
            throw;
        }

        if (TryFinish(entry, out object? value))
        {
            return value;
        }

        // It is gone, or too old by now, or no copy can be made of it: a miss.
        if (misses.TryAnswer(new Call<TKey>(entry.Key, varyBy, arguments, caller, Run: null), out object? answer))
        {
            return await Shape.UnwrapAsync(answer).ConfigureAwait(false);
        }

        method.Lane.Measures.Miss();
        return await _alone.RunAsync(entry.Key, varyBy, arguments, caller, run: null, misses.TokenOf(arguments)).ConfigureAwait(false);
    }

    /// <summary>Serves what stands there after the wait. A wait after which nothing does is a miss, and counted as one.</summary>
    private bool TryFinish(Entry<TKey> entry, out object? value)
    {
        value = null;
        if (entry.Current is not { } current || !method.IsLive(current) || !method.Results.TryValueOf(current, out value))
        {
            return false;
        }

        method.Lane.Measures.Waited();
        return true;
    }
}
