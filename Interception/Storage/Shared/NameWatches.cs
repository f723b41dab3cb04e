using System.Collections.Concurrent;

namespace Interception.Storage.Shared;

/// <summary>The names that runs in flight watch. There is one for each run after a miss, so it is bounded by them.</summary>
/// <remarks>Thread-safe. A key has one run in flight; where a run that was given up still ends, the later one is told and the earlier need not be.</remarks>
internal sealed class NameWatches
{
    private readonly ConcurrentDictionary<EntryDigest, NameWatch> _watches = new();

    /// <summary>Watches a name until the watch is disposed of.</summary>
    public NameWatch Add(EntryDigest digest, Action invalidated)
    {
        var watch = new NameWatch(this, digest, invalidated);
        _watches[digest] = watch;
        return watch;
    }

    /// <summary>Tells whoever watches a name.</summary>
    public void Hear(EntryDigest digest, long version, bool isInvalidation)
    {
        if (_watches.TryGetValue(digest, out NameWatch? watch))
        {
            watch.Hear(version, isInvalidation);
        }
    }

    public void Remove(NameWatch watch) => _watches.TryRemove(new KeyValuePair<EntryDigest, NameWatch>(watch.Digest, watch));
}
