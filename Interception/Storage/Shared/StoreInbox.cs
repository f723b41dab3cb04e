using Interception.Telemetry;

namespace Interception.Storage.Shared;

/// <summary>What other nodes say, applied to what this node holds in memory.</summary>
/// <remarks>Thread-safe; messages may come in any order, more than once or not at all. It trusts none further than it can check.</remarks>
internal sealed class StoreInbox(SharedStore store, ulong origin, CacheMetrics metrics)
{
    /// <summary>Takes a message as it comes over the wire.</summary>
    public void Receive(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (!BusMessage.TryParse(bytes, out BusMessage message) || message.Origin == origin)
            {
                return;
            }

            metrics.MessageReceived(NameOf(message.Type));
            if (!store.Clock.CanBe(message.Version))
            {
                return;
            }

            if (message.Type == BusMessageType.Generation)
            {
                Raise(message.Field!, message.Version);
            }
            else
            {
                Apply(message);
            }
        }
        catch (Exception)
        {
            // Whatever it was, it was only a hint: checks find what it would have said.
            metrics.StoreFailed("message");
        }
    }

    /// <summary>Drops the answer that an invalidation is about, and fences the run in flight for it.</summary>
    public void Invalidate(EntryDigest digest, long version)
    {
        store.Watches.Hear(digest, version, isInvalidation: true);
        if (store.Index.TryFind(digest, out Entry? entry) && entry.Version < version)
        {
            entry.Remove();
        }
    }

    /// <summary>Takes a method's new generation, and drops all its answers.</summary>
    public void Raise(string field, long generation)
    {
        if (store.Generations.TrySet(field, generation))
        {
            foreach (SharedMethod method in store.Methods.Of(field))
            {
                method.Clear();
            }
        }
    }

    private void Apply(in BusMessage message)
    {
        if (message.Type == BusMessageType.Tombstone)
        {
            Invalidate(message.Digest, message.Version);
            return;
        }

        store.Watches.Hear(message.Digest, message.Version, isInvalidation: false);
        if (!store.Index.TryFind(message.Digest, out Entry? entry) || entry.Version >= message.Version
            || store.Pending.Bar(message.Digest, entry.Shared!.Method.Field))
        {
            return;
        }

        if (message.Envelope.IsEmpty && Takeover.TryDispute(entry, message.Version))
        {
            return;
        }

        if (message.Envelope.IsEmpty || Takeover.Replace(entry, message.Envelope, message.Version) == Replacement.Unusable)
        {
            entry.Remove(); // The next call reads it from the store.
        }
    }

    private static string NameOf(BusMessageType type) => type switch
    {
        BusMessageType.Set => "set",
        BusMessageType.Tombstone => "tombstone",
        _ => "generation",
    };
}
