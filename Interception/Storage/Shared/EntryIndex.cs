using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Interception.Storage.Shared;

/// <summary>Finds the entry in memory that a message from another node is about.</summary>
/// <remarks>
/// Thread-safe without a lock over tables and index. What it holds under a digest may have been replaced meanwhile: it leads to the
/// entry that stands there now. It is bounded by the entries in memory.
/// </remarks>
internal sealed class EntryIndex
{
    private readonly ConcurrentDictionary<EntryDigest, Entry> _entries = new();

    public int Count => _entries.Count;

    /// <summary>Takes note of an entry that has just been put in its table.</summary>
    public void Add(Entry entry)
    {
        if (entry.Shared is not { } place)
        {
            return;
        }

        // Two threads may replace one entry after the other and come here in the other order: whoever is last sees what is current.
        while (true)
        {
            _entries[place.Name.Digest] = entry;
            Entry? current = entry.Current;
            if (ReferenceEquals(current, entry))
            {
                return;
            }

            if (current is null)
            {
                Remove(entry);
                return;
            }

            entry = current;
        }
    }

    /// <summary>Forgets an entry that has left its table, unless another has taken its place.</summary>
    public void Remove(Entry entry)
    {
        if (entry.Shared is { } place && _entries.TryGetValue(place.Name.Digest, out Entry? known) && known.Current is null)
        {
            _entries.TryRemove(new KeyValuePair<EntryDigest, Entry>(place.Name.Digest, known));
        }
    }

    /// <summary>The entry that stands in memory now.</summary>
    public bool TryFind(EntryDigest digest, [NotNullWhen(true)] out Entry? entry)
    {
        entry = _entries.TryGetValue(digest, out Entry? known) ? known.Current : null;
        return entry is not null;
    }
}
