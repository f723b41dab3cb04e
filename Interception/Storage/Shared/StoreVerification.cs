namespace Interception.Storage.Shared;

/// <summary>Compares what is in memory with the store after contact was made: other nodes may have said what this one has not heard.</summary>
/// <remarks>
/// Each entry once, by its header, a few at a time, in the background; calls are answered meanwhile. What the store knows better leaves the
/// memory, so that the next call reads it; what the store doesn't have is offered.
/// </remarks>
internal sealed class StoreVerification(SharedStore store)
{
    private const int AtOnce = 16;

    /// <summary>Compares all entries that were last compared in an earlier epoch, and offers what the store has not got yet.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        int epoch = store.Epoch;
        IEnumerable<Entry> old = store.Methods.All.SelectMany(one => one.Entries)
            .Where(one => one.Shared is { } place && (place.Epoch < epoch || place.ContentVersion == 0));
        try
        {
            await Parallel.ForEachAsync(
                old, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
                async (entry, _) => await VerifyAsync(entry, epoch).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The cache is stopping.
        }
    }

    private async ValueTask VerifyAsync(Entry entry, int epoch)
    {
        if (store.Epoch != epoch || !store.IsUsable)
        {
            return; // Lost again; the next contact begins anew.
        }

        SharedPlace place = entry.Shared!;
        Attempt<ReadOnlyMemory<byte>> attempt = await store.TryAsync(
            place.Name, static (commands, name) => commands.ReadHeaderAsync(name)).ConfigureAwait(false);
        if (!attempt.Succeeded)
        {
            return;
        }

        place.Epoch = epoch;
        bool isKnown = HeaderFields.TryRead(attempt.Value.Span, out HeaderFields header);
        if (!isKnown || header.Kind == EntryKind.Lease || header.Version < entry.Version && header.Version != place.ContentVersion)
        {
            await EntryOffers.OfferAsync(entry).ConfigureAwait(false);
        }
        else if (header.Version > entry.Version)
        {
            entry.Remove();
        }
    }
}
