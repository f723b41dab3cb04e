using System.Collections.Concurrent;

namespace Interception.Storage.Shared;

/// <summary>The names that runs in flight watch. There is one watch for each run after a miss, so they are bounded by them.</summary>
/// <remarks>Thread-safe. A key has one run in flight, but one that was given up may still be on its way: all that watch a name are told.</remarks>
internal sealed class NameWatches
{
    private readonly ConcurrentDictionary<EntryDigest, NameWatch> _watches = new();

    /// <summary>Tells a watch what is said about its name, until it is removed.</summary>
    public void Add(NameWatch watch)
    {
        EntryDigest digest = watch.Name.Digest;
        while (!_watches.TryAdd(digest, watch))
        {
            if (_watches.TryGetValue(digest, out NameWatch? earlier))
            {
                watch.Earlier = earlier;
                if (_watches.TryUpdate(digest, watch, earlier))
                {
                    return;
                }

                watch.Earlier = null;
            }
        }
    }

    /// <summary>Tells whoever watches a name.</summary>
    public void Hear(EntryDigest digest, long version, bool isInvalidation)
    {
        NameWatch? watch = _watches.GetValueOrDefault(digest);
        for (; watch is not null; watch = watch.Earlier)
        {
            if (!watch.IsEnded)
            {
                watch.Hear(version, isInvalidation);
            }
        }
    }

    /// <summary>Tells whoever waits for another run of a name that the right to run it is free.</summary>
    public void Wake(EntryDigest digest)
    {
        for (NameWatch? watch = _watches.GetValueOrDefault(digest); watch is not null; watch = watch.Earlier)
        {
            if (!watch.IsEnded)
            {
                watch.Wake();
            }
        }
    }

    /// <summary>Ends a watch; those that began earlier and go on stay.</summary>
    public void Remove(NameWatch watch)
    {
        watch.IsEnded = true;
        EntryDigest digest = watch.Name.Digest;
        while (_watches.TryGetValue(digest, out NameWatch? last))
        {
            NameWatch? going = FirstGoing(last);
            bool isSettled = ReferenceEquals(going, last) || (going is null
                ? _watches.TryRemove(new KeyValuePair<EntryDigest, NameWatch>(digest, last))
                : _watches.TryUpdate(digest, going, last));
            if (isSettled)
            {
                DropEnded(going);
                return;
            }
        }
    }

    /// <summary>Passes over those that have ended below one that goes on.</summary>
    /// <remarks>
    /// Without a lock: new ones come on top only, and whatever another thread writes here meanwhile passes over ended ones alone, so at worst
    /// one of them stays until the next removal.
    /// </remarks>
    private static void DropEnded(NameWatch? going)
    {
        while (going is not null)
        {
            going = going.Earlier = FirstGoing(going.Earlier);
        }
    }

    private static NameWatch? FirstGoing(NameWatch? watch)
    {
        while (watch is { IsEnded: true })
        {
            watch = watch.Earlier;
        }

        return watch;
    }
}
