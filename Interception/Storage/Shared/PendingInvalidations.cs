namespace Interception.Storage.Shared;

/// <summary>Invalidations that the store could not be told of. Until it has been, nothing is read there that they are about.</summary>
/// <remarks>
/// Thread-safe and bounded: beyond <see cref="Capacity"/> calls the whole method is invalidated instead, and there are only so many methods.
/// </remarks>
internal sealed class PendingInvalidations(CacheClock clock)
{
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<EntryDigest, PendingInvalidation> _calls = [];
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);
    private int _count;

    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>All at this moment; calls older than what they could be about are forgotten.</summary>
    public (PendingInvalidation[] Calls, string[] Methods) All
    {
        get
        {
            lock (_gate)
            {
                foreach (PendingInvalidation call in _calls.Values.Where(one => clock.Exact >= one.Until).ToArray())
                {
                    _calls.Remove(call.Name.Digest);
                }

                Recount_NeedsLock();
                return ([.. _calls.Values], [.. _methods]);
            }
        }
    }

    /// <summary>Whether what the store has under a name may have been invalidated.</summary>
    public bool Bar(EntryDigest digest, string field)
    {
        if (IsEmpty)
        {
            return false;
        }

        lock (_gate)
        {
            return _methods.Contains(field) || (_calls.TryGetValue(digest, out PendingInvalidation? call) && clock.Exact < call.Until);
        }
    }

    /// <summary>Remembers the invalidation of one call.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="timeToLive">How long anybody could have the answer yet.</param>
    /// <param name="field">Its method's generation.</param>
    public void Add(EntryName name, TimeSpan timeToLive, string field)
    {
        lock (_gate)
        {
            if (_calls.Count < Capacity || _calls.ContainsKey(name.Digest))
            {
                _calls[name.Digest] = new PendingInvalidation(name, timeToLive, clock.Exact + timeToLive.Ticks);
            }
            else
            {
                _methods.Add(field);
            }

            Recount_NeedsLock();
        }
    }

    /// <summary>Remembers the invalidation of a method.</summary>
    public void Add(string field)
    {
        lock (_gate)
        {
            _methods.Add(field);
            Recount_NeedsLock();
        }
    }

    /// <summary>The store has been told of a call; an invalidation that came since stays.</summary>
    public void Remove(PendingInvalidation told)
    {
        lock (_gate)
        {
            if (_calls.TryGetValue(told.Name.Digest, out PendingInvalidation? last) && ReferenceEquals(last, told))
            {
                _calls.Remove(told.Name.Digest);
                Recount_NeedsLock();
            }
        }
    }

    /// <summary>The store has been told of a method.</summary>
    public void Remove(string field)
    {
        lock (_gate)
        {
            _methods.Remove(field);
            Recount_NeedsLock();
        }
    }

    private void Recount_NeedsLock() => Volatile.Write(ref _count, _calls.Count + _methods.Count);
}
