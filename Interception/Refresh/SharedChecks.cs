using Interception.Freshness;
using Interception.Storage;
using Interception.Storage.Shared;

namespace Interception.Refresh;

/// <summary>Sees to it that all nodes together check an answer as often as one would, and that none goes back to an older one.</summary>
/// <remarks>Never throws. Without a shared store, or while it is out, each check is this node's own affair. Thread-safe.</remarks>
internal sealed class SharedChecks(CacheClock clock)
{
    /// <summary>How long an entry is left alone at most while another node runs its method.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Asks the store for the right to run the method.</summary>
    /// <param name="lane">The entry's method.</param>
    /// <param name="entry">What to check.</param>
    /// <param name="number">The run's number in this process, which is its version where there is no store.</param>
    /// <param name="isDemanded">Whether the method must be run, whatever other nodes do.</param>
    /// <param name="blocking">Whether the store answers on the calling thread; then the task returned is complete.</param>
    public async ValueTask<CheckPermit> BeginAsync(CheckLane lane, Entry entry, long number, bool isDemanded, bool blocking)
    {
        if (entry.Shared is not { } place)
        {
            return new CheckPermit(null, number, LeaseToken: 0, Overwrite: false);
        }

        MethodRules rules = lane.Rules;
        bool isDisputed = place.DisputedVersion > 0; // Then no answer from an earlier run will do, whatever its proof.
        var request = new AcquireRequest(
            isDisputed ? place.DisputedVersion : place.ContentVersion == 0 ? entry.Version : place.ContentVersion,
            isDemanded ? AcquireMode.Always : AcquireMode.IfDue,
            isDisputed ? TimeSpan.Zero : lane.Freshness.ProofInterval(rules, entry, clock.Exact), lane.Lease, rules.Policy.Expiry,
            Math.Min((long)entry.Tally.TakeUntold(), EntryHeader.MostHits));
        Attempt<AcquireReply> attempt = await place.Method.AcquireAsync(place.Name, request, blocking).ConfigureAwait(false);
        if (attempt is { Succeeded: true, Value.Outcome: AcquireOutcome.Newer })
        {
            Replacement replacement = Takeover.Replace(entry, attempt.Value.Envelope);
            if (replacement == Replacement.Done || !entry.IsStored)
            {
                return Settle(CheckOutcome.Adopted); // Also where a message came first: a run now would be one beside the lease.
            }

            if (replacement == Replacement.Disputed)
            {
                return Settle(CheckOutcome.Elsewhere); // The next hit asks again, for a run that is later than both.
            }

            request = request with { Mode = AcquireMode.Always, Hits = 0 };
            attempt = await place.Method.AcquireAsync(place.Name, request, blocking).ConfigureAwait(false);
            return Conclude(lane, entry, attempt, isDemanded: true, overwrite: replacement == Replacement.Unusable);
        }

        return Conclude(lane, entry, attempt, isDemanded, overwrite: false);
    }

    /// <summary>Tells the store how a check has ended, also one that it did not grant: it may be back, or only its reply was lost.</summary>
    public static ValueTask EndAsync(Check check, CheckResult result)
    {
        if (check.Entry.Shared is not { } place)
        {
            return ValueTask.CompletedTask;
        }

        return result switch
        {
            // What is there is wrong, and what is right isn't cached.
            { Outcome: CheckOutcome.Changed, Stored: null } => place.Method.InvalidateAsync(place.Name),
            { Outcome: CheckOutcome.Unchanged } => EntryOffers.ProveAsync(check.Entry, check.Stamp.Version, check.Stamp.StartedAt, check.LeaseToken),
            { Stored: { } newer } => EntryOffers.OfferAsync(newer, check.LeaseToken, check.Overwrite, place.ContentVersion > 0),
            _ when check.LeaseToken > 0 => EntryOffers.BackOffAsync(
                place.Method, place.Name, check.LeaseToken,
                result.Outcome == CheckOutcome.Failed ? Backoff.After(check.Entry.Failures) : TimeSpan.Zero),
            _ => ValueTask.CompletedTask,
        };
    }

    /// <summary>The same behind the caller's back.</summary>
    public static void EndBehind(Check check, CheckResult result)
    {
        if (check.Entry.Shared is not { Method: var method, Name: var name })
        {
            return;
        }

        if (result is { Outcome: CheckOutcome.Changed, Stored: null })
        {
            method.InvalidateBehind(name);
        }
        else
        {
            method.Store.Writes.TryAdd(() => EndAsync(check, result));
        }
    }

    private CheckPermit Conclude(CheckLane lane, Entry entry, Attempt<AcquireReply> attempt, bool isDemanded, bool overwrite)
    {
        SharedStore store = entry.Shared!.Method.Store;
        if (!attempt.Succeeded || (isDemanded && attempt.Value.Outcome != AcquireOutcome.Granted))
        {
            // Its own clock, until the store is back: what it finds is offered then, and loses against what is newer.
            return new CheckPermit(null, Math.Max(entry.Version + 1, store.Clock.NextToken()), LeaseToken: 0, overwrite);
        }

        AcquireReply reply = attempt.Value;
        switch (reply.Outcome)
        {
            case AcquireOutcome.Fresh:
                // A proof that is ahead of the clock may be damaged; that there was a later one is all that is taken of it.
                long proven = store.Clock.IsAhead(reply.Proven) ? entry.Version + 1 : reply.Proven;
                long provenAt = store.Clock.ToLocal(reply.ProvenAtMilliseconds);
                double own = entry.Tally.Told;
                if (entry.TryProve(new RunStamp(proven, Number: 0, provenAt), out long before))
                {
                    lane.Learn(entry, changed: false, before, provenAt);
                    entry.Hear(EvidenceText.Read(reply.Evidence.Span), provenAt);
                    entry.ShareHits(own, entry.Evidence.HitRate(lane.Freshness.HitRate, 0, 0) * Ticks.ToSeconds(clock.Exact - before));
                }

                lane.Schedule(entry, clock);
                return Settle(CheckOutcome.Elsewhere);
            case AcquireOutcome.Busy:
                entry.PauseUntil(clock.Exact + (reply.LeaseLeft < LongestPause ? reply.LeaseLeft : LongestPause).Ticks);
                return Settle(CheckOutcome.Elsewhere);
            case AcquireOutcome.Invalidated:
                entry.Remove();
                return Settle(CheckOutcome.Superseded);
            default:
                Hear(entry, reply, store.Clock);

                // The store may have lost what the entry's version comes from, and a run must not lose against its own past.
                long version = Math.Max(entry.Version + 1, reply.RunVersion);
                return new CheckPermit(null, version, reply.Token, overwrite);
        }
    }

    /// <summary>What the other nodes know of the answer, and how often it was asked for there since its last proof: the check counts for all of them.</summary>
    private static void Hear(Entry entry, AcquireReply reply, StoreClock storeClock)
    {
        if (reply.Proven >= entry.Version)
        {
            entry.Hear(EvidenceText.Read(reply.Evidence.Span), storeClock.ToLocal(reply.ProvenAtMilliseconds)); // Or this node's own looks since then would be lost.
        }

        double own = entry.Tally.Told;
        entry.Tally.Remember(Math.Max(0, reply.Hits - own));
        entry.ShareHits(own, Math.Max(own, reply.Hits));
    }

    private static CheckPermit Settle(CheckOutcome outcome) => new(outcome, 0, LeaseToken: 0, Overwrite: false);
}
