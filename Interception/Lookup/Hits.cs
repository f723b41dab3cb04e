using System.Runtime.CompilerServices;
using Interception.Keys;
using Interception.Keys.Parts;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>Serves live answers, and asks for the checks that are due.</summary>
/// <remarks>Thread-safe. A hit writes nothing that other keys' hits write.</remarks>
internal sealed class Hits<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, Misses<TKey> misses, CheckWait<TKey> waits, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    private readonly CheckLane _lane = method.Lane;
    private readonly CacheClock _clock = services.Clock;

    /// <summary>Reads a VaryBy value of a call.</summary>
    /// <param name="caller">The scope that calls.</param>
    /// <param name="number">Which, in the order of the policy.</param>
    /// <param name="part">Its part of the key.</param>
    /// <returns>False if there is none that could be part of a key: the call is to go the whole way, which says so.</returns>
    public bool TryReadVaryBy(Caller caller, int number, out VaryByPart part)
    {
        try
        {
            if (method.Plan.VaryBy[number].GetValue(caller.Services) is { Length: <= KeySchema.MaxKeyBytes / sizeof(char) } value)
            {
                part = new VaryByPart(value);
                return true;
            }
        }
        catch (Exception)
        {
            // The user's code threw. It is called once more, on the whole way, and what it throws then is logged.
        }

        part = default;
        return false;
    }

    /// <summary>Whether a call of which no more will be known than its key may be answered: inside a run more counts, and a call that may be timed takes another way.</summary>
    public bool MayAnswer => !method.IsTimed && RunFlow.Current is null;

    /// <summary>Answers a call outside any run from memory, at once.</summary>
    /// <returns>False if there is no live answer, or it is to be waited for.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryServeAtOnce(in TKey key, out object? answer)
    {
        if (table.TryGet(key, out Slot? slot) && slot is Entry<TKey> entry)
        {
            MethodRules rules = _lane.Rules;
            long now = _clock.Now;
            bool isDue = now >= entry.NextCheckAt;
            if (now - entry.ProvenAt < rules.ExpiryTicks && !(isDue && now >= entry.WaitAt))
            {
                return TryServe(entry, isDue, rules, out answer);
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

        long now = _clock.Now;
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

        return TryServe(entry, isDue, _lane.Rules, out answer);
    }

    private bool TryServe(Entry<TKey> entry, bool isDue, MethodRules rules, out object? answer)
    {
        if (entry.Uses < ServedEntry.MostUses)
        {
            entry.Uses++;
        }

        // Counted before its check can end: the hit is one of those that the check speaks about.
        if (entry.Tally.Hit() && !isDue)
        {
            _lane.Reconsider(entry, _clock);
        }

        if (rules.MustVerify())
        {
            services.Queue.Verify(_lane, entry); // First: a check that has begun already need not run the method.
        }

        if (isDue)
        {
            services.Queue.TryEnqueue(_lane, entry);
        }

        answer = entry.Ready;
        if (!entry.IsShared && !method.Results.TryCopy(entry, out answer))
        {
            return false;
        }

        _lane.Measures.Hit();
        return true;
    }
}
