using Interception.Keys;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>Serves live answers, and asks for the checks that are due.</summary>
/// <remarks>Thread-safe. A hit writes nothing that other keys' hits write.</remarks>
internal sealed class Hits<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, Misses<TKey> misses, CheckWait<TKey> waits, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    /// <summary>Whether a call may be answered by its key alone: inside a run more counts, and a call that is timed takes another way.</summary>
    public bool MayAnswer => !method.IsTimed && RunFlow.Current is null;

    /// <summary>Answers a call that takes nothing but its key: from memory, at once.</summary>
    /// <returns>False if more has to be known of the call: it is to go the whole way.</returns>
    public bool TryAnswer(in TKey key, out object? answer)
    {
        if (MayAnswer && table.TryGet(key, out Slot? slot) && slot is Entry<TKey> entry)
        {
            long now = services.Clock.Now;
            bool isDue = now >= entry.NextCheckAt;
            if (now - entry.ProvenAt < method.Rules.ExpiryTicks && !(isDue && now >= entry.WaitAt))
            {
                return TryServe(entry, isDue, out answer);
            }
        }

        answer = null;
        return false;
    }

    /// <summary>Answers from a live entry, and asks for a check if one is due. Inside a check nothing older than the check is served.</summary>
    /// <remarks>
    /// A caller inside a run never waits for a check: its run may be what the check waits for.
    /// </remarks>
    /// <returns>False if no copy can be made of it, or it went while its check was waited for.</returns>
    public bool TryServe(Entry<TKey> entry, in Call<TKey> call, out object? answer)
    {
        if (call.Run is { } run && !run.Accepts(entry.RunNumber))
        {
            answer = misses.ReadThrough(entry, call);
            return true;
        }

        long now = services.Clock.Now;
        bool isDue = now >= entry.NextCheckAt;
        if (isDue && now >= entry.WaitAt && call.Run is null)
        {
            if (waits.TryAnswer(entry, call, out answer))
            {
                return true;
            }

            if (!entry.IsStored || !method.IsLive(entry))
            {
                return false;
            }

            isDue = false; // It has been asked for.
        }

        return TryServe(entry, isDue, out answer);
    }

    private bool TryServe(Entry<TKey> entry, bool isDue, out object? answer)
    {
        if (!entry.Touched)
        {
            entry.Touched = true;
        }

        // Counted before its check can end: the hit is one of those that the check speaks about.
        if (entry.Tally.Hit() && !isDue)
        {
            method.Lane.Reconsider(entry, services.Clock);
        }

        if (method.Rules.MustVerify())
        {
            services.Queue.Verify(method.Lane, entry); // First: a check that has begun already need not run the method.
        }

        if (isDue)
        {
            services.Queue.TryEnqueue(method.Lane, entry);
        }

        answer = entry.Ready;
        if (!entry.IsShared && !method.Results.TryCopy(entry, out answer))
        {
            return false;
        }

        method.Lane.Measures.Hit();
        return true;
    }
}
