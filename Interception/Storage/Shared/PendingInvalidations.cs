namespace Interception.Storage.Shared;

/// <summary>Invalidations that the store could not be told of. They are made up for before it is used again.</summary>
/// <remarks>
/// Thread-safe and bounded: beyond <see cref="Capacity"/> calls the whole method is invalidated instead, and there are only so many methods.
/// </remarks>
internal sealed class PendingInvalidations
{
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<EntryDigest, (EntryName Name, TimeSpan TimeToLive)> _calls = [];
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count + _methods.Count == 0;
            }
        }
    }

    /// <summary>Remembers the invalidation of one call.</summary>
    public void Add(EntryName name, TimeSpan timeToLive, string field)
    {
        lock (_gate)
        {
            if (_calls.Count < Capacity)
            {
                _calls[name.Digest] = (name, timeToLive);
            }
            else
            {
                _methods.Add(field);
            }
        }
    }

    /// <summary>Remembers the invalidation of a method.</summary>
    public void Add(string field)
    {
        lock (_gate)
        {
            _methods.Add(field);
        }
    }

    /// <summary>Hands over all that is pending, and forgets it; whoever fails with some adds it again.</summary>
    public ((EntryName Name, TimeSpan TimeToLive)[] Calls, string[] Methods) Take()
    {
        lock (_gate)
        {
            ((EntryName, TimeSpan)[], string[]) taken = ([.. _calls.Values], [.. _methods]);
            _calls.Clear();
            _methods.Clear();
            return taken;
        }
    }
}
