namespace Interception.Storage.Shared;

/// <summary>The store's clock as this node knows it: what the store last said, and the time since.</summary>
/// <remarks>Thread-safe. Until the store has spoken it is this machine's own clock.</remarks>
internal sealed class StoreClock(CacheClock clock)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    private long _lastToken;
    private int _isSet;
    private long _offsetTicks = clock.Time.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).Ticks - clock.Exact;

    /// <summary>Microseconds since 1970 by the store's clock, about.</summary>
    public long NowMicroseconds => (clock.Exact + Volatile.Read(ref _offsetTicks)) / TicksPerMicrosecond;

    /// <summary>A token for a run that the store could not be asked about: later than all that this node has seen, and the clock.</summary>
    public long NextToken()
    {
        while (true)
        {
            long seen = Volatile.Read(ref _lastToken);
            long next = Math.Max(seen + 1, NowMicroseconds);
            if (Interlocked.CompareExchange(ref _lastToken, next, seen) == seen)
            {
                return next;
            }
        }
    }

    /// <summary>Takes note of a token that the store has given.</summary>
    public void See(long token)
    {
        for (long seen = Volatile.Read(ref _lastToken); token > seen; seen = Volatile.Read(ref _lastToken))
        {
            if (Interlocked.CompareExchange(ref _lastToken, token, seen) == seen)
            {
                return;
            }
        }
    }

    /// <summary>Whether somebody can have drawn a token: one further ahead of the clock nobody has. The commands say the same.</summary>
    public bool CanBe(long token) => token <= NowMicroseconds + EntryState.MaxAheadMicroseconds;

    /// <summary>Whether an envelope speaks of times that can have been. The fields that the commands change in place carry no seal.</summary>
    public bool IsPlausible(in Envelope envelope) =>
        CanBe(envelope.Version) && CanBe(envelope.Proven) && CanBe(envelope.ProvenAtMilliseconds * 1000);

    /// <summary>
    /// Whether a proof lies in the future of what this node knows of the store's clock: the clock went back, or this node has not heard that it
    /// went forward. The store's own commands know.
    /// </summary>
    public bool IsProvenAhead(in Envelope envelope) =>
        envelope.ProvenAtMilliseconds > (NowMicroseconds / 1000) + EntryState.MaxProofAheadMilliseconds;

    /// <summary>Whether a token was drawn by a clock that is ahead of the store's.</summary>
    public bool IsAhead(long token) => token > NowMicroseconds + (EntryState.MaxProofAheadMilliseconds * 1000);

    /// <summary>Takes what the store says its clock shows.</summary>
    public void Set(long microseconds)
    {
        Volatile.Write(ref _offsetTicks, (microseconds * TicksPerMicrosecond) - clock.Exact);
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            Volatile.Write(ref _lastToken, 0); // Drawn by another clock.
        }
    }

    /// <summary>A time of the store in ticks of this process's clock; never later than now.</summary>
    public long ToLocal(long milliseconds)
    {
        long now = clock.Exact;
        return Math.Min(now, (milliseconds * TimeSpan.TicksPerMillisecond) - Volatile.Read(ref _offsetTicks));
    }
}
