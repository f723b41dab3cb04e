namespace Interception.Storage.Shared;

/// <summary>Compares what is in memory with the store after contact was made: other nodes may have said what this one has not heard.</summary>
/// <remarks>
/// Each entry once, by its header, a few at a time, in the background; calls are answered meanwhile. What the store knows better leaves the
/// memory, so that the next call reads it; what the store doesn't have is offered.
/// </remarks>
internal sealed class StoreVerification(SharedStore store)
{
    private const int AtOnce = 16;

    /// <summary>Compares all entries that were last compared in an earlier epoch, or that the store has not accepted yet.</summary>
    /// <returns>False if some could not be compared.</returns>
    public async Task<bool> TryRunAsync(CancellationToken stop)
    {
        int epoch = store.Epoch;
        int left = 0;
        IEnumerable<Entry> old = store.Methods.All.SelectMany(one => one.Entries)
            .Where(one => one.Shared is { } place && (place.Epoch < epoch || place.ContentVersion == 0));
        try
        {
            await Parallel.ForEachAsync(
                old, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
                async (entry, _) =>
                {
                    if (!await TryVerifyAsync(entry, epoch).ConfigureAwait(false))
                    {
                        Interlocked.Increment(ref left);
                    }
                }).ConfigureAwait(false);
            return left == 0;
        }
        catch (OperationCanceledException)
        {
            return false; // The cache is stopping.
        }
    }

    private async ValueTask<bool> TryVerifyAsync(Entry entry, int epoch)
    {
        if (store.Epoch != epoch || store.Outage is not null)
        {
            return false; // Lost again; the next contact goes on with it.
        }

        SharedPlace place = entry.Shared!;
        Attempt<ReadOnlyMemory<byte>> attempt = await store.TryAsync(
            place.Name, static (commands, name) => commands.ReadHeaderAsync(name)).ConfigureAwait(false);
        if (!attempt.Succeeded)
        {
            return false;
        }

        place.Epoch = epoch;
        bool isKnown = HeaderFields.TryRead(attempt.Value.Span, out HeaderFields header);
        bool isNewer = isKnown && header.Version > entry.Version;
        if (isNewer && header.IsAnswer && Takeover.TryDispute(entry, Math.Max(header.Version, header.Proven)))
        {
            return true;
        }

        if (isNewer || store.Clock.IsAhead(entry.Version))
        {
            entry.Remove(); // Or its version was drawn by a clock that is ahead of the store's, before there was contact.
        }
        else if (!isKnown || header.Version != place.ContentVersion)
        {
            await EntryOffers.OfferAsync(entry).ConfigureAwait(false);
        }

        return true;
    }
}
