namespace Interception.Storage.Shared;

/// <summary>Tells the store what runs of this node have found. What the store knows better is taken over.</summary>
/// <remarks>Never throws. Where the store is out, the entry stays marked as not there, and is offered when contact is made.</remarks>
internal static class EntryOffers
{
    /// <summary>The shortest time that is worth storing anything for; Redis refuses to keep something for no time at all.</summary>
    private static readonly TimeSpan LeastTimeToLive = TimeSpan.FromMilliseconds(10);

    /// <summary>Offers an answer.</summary>
    /// <param name="entry">The answer, with its place.</param>
    /// <param name="lease">The token under which the store has given its run the lease; 0 if it has not.</param>
    /// <param name="overwrite">Whether what stands there could not be opened, so that it must go even if it looks the same.</param>
    /// <param name="isReplacing">Whether an older answer stands there that would go on being read.</param>
    public static async ValueTask OfferAsync(Entry entry, long lease = 0, bool overwrite = false, bool isReplacing = false)
    {
        SharedPlace place = entry.Shared!;
        long token = entry.Version;
        if (!TryReckon(entry, entry.ProvenAt, out TimeSpan age, out TimeSpan timeToLive)
            || place.Method.TryPack(place.Name, entry.Answer, token) is not { } envelope)
        {
            // Nobody need wait for it, and nobody may go on reading what it has replaced.
            if (isReplacing)
            {
                await place.Method.InvalidateAsync(place.Name).ConfigureAwait(false);
            }
            else if (lease > 0)
            {
                await BackOffAsync(place.Method, place.Name, lease, TimeSpan.Zero).ConfigureAwait(false);
            }

            return;
        }

        EvidenceText.Write(envelope.AsSpan(EntryHeader.EvidenceAt..EntryHeader.LengthBytes), entry.Evidence);
        Attempt<CommitReply> attempt = await place.Method.Store.TryAsync(
            (place.Name, Request: new CommitRequest(token, envelope, age, timeToLive, overwrite)),
            static (commands, call) => commands.CommitAsync(call.Name, call.Request)).ConfigureAwait(false);
        if (!attempt.Succeeded)
        {
            return;
        }

        if (attempt.Value.Outcome != CommitOutcome.Rejected)
        {
            // What is accepted has the run's own token, and what was there already an earlier one: anything else is damage, and not known.
            place.ContentVersion = attempt.Value.Outcome == CommitOutcome.Accepted ? token
                : attempt.Value.Version <= token ? attempt.Value.Version : 0;
        }
        else if (Takeover.Replace(entry, attempt.Value.Envelope) == Replacement.Unusable && entry.Version <= Math.Max(token, attempt.Value.Version))
        {
            entry.Remove(); // It was invalidated; or what stands there is damaged, which the next call mends.
        }
    }

    /// <summary>Says that a run found the answer right.</summary>
    public static async ValueTask ProveAsync(Entry entry, long token, long startedAt, long lease)
    {
        SharedPlace place = entry.Shared!;
        if (place.ContentVersion == 0)
        {
            await OfferAsync(entry, lease).ConfigureAwait(false);
            return;
        }

        if (!TryReckon(entry, startedAt, out TimeSpan age, out TimeSpan timeToLive))
        {
            if (lease > 0)
            {
                await BackOffAsync(place.Method, place.Name, lease, TimeSpan.Zero).ConfigureAwait(false); // Nobody need wait for it.
            }

            return;
        }

        Attempt<TouchOutcome> attempt = await place.Method.Store.TryAsync(
            (place.Name, Request: new TouchRequest(place.ContentVersion, token, age, timeToLive, EvidenceText.Of(entry.Evidence))),
            static (commands, call) => commands.TouchAsync(call.Name, call.Request)).ConfigureAwait(false);
        if (attempt is { Succeeded: true, Value: TouchOutcome.Other })
        {
            await OfferAsync(entry, lease).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the lease of a run back, or keeps everybody from running for a while after it has failed.</summary>
    public static async ValueTask BackOffAsync(SharedMethod method, EntryName name, long token, TimeSpan pause)
    {
        Attempt<bool> attempt = await method.Store.TryAsync(
            (name, token, pause),
            static async (commands, call) =>
            {
                await commands.BackOffAsync(call.name, call.token, call.pause).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        if (attempt.Succeeded && pause == TimeSpan.Zero)
        {
            method.Store.Watches.Wake(name.Digest); // A call of this node may have come too early for it.
        }
    }

    private static bool TryReckon(Entry entry, long startedAt, out TimeSpan age, out TimeSpan timeToLive)
    {
        SharedMethod method = entry.Shared!.Method;
        age = TimeSpan.FromTicks(Math.Max(0, method.Store.CacheClock.Exact - startedAt));
        timeToLive = method.Schedule.Expiry - age;
        return timeToLive >= LeastTimeToLive;
    }
}
