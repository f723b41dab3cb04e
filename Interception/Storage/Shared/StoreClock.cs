namespace Interception.Storage.Shared;

/// <summary>The store's clock as this node knows it: what the store last said, and the time since.</summary>
/// <remarks>
/// Thread-safe. Until the store has spoken it is this machine's own clock. Replies carry no seal, and one flipped digit would put every
/// later token of this node hours ahead; so a jump counts only once a second reply has said the same.
/// <para>
/// A reply that was long under way makes the clock look slow by as much, never fast; so of the replies of some seconds, and of eight at least, the quickest counts, as
/// in the clock filter of NTP (RFC 5905, section 10). A token drawn by a slow clock would put a run before others that began earlier.
/// </para>
/// </remarks>
internal sealed class StoreClock(CacheClock clock)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>The year 9999, which is as far as ticks go.</summary>
    private const long MaxMicroseconds = 253_402_300_799_000_000;

    /// <summary>How far two readings of one clock may be apart: replies take their time.</summary>
    private const long ToleranceTicks = EntryState.MaxProofAheadMilliseconds * TimeSpan.TicksPerMillisecond;

    /// <summary>For how long the quickest reply counts, and once more as long: by then a clock that was put back a little must be believed.</summary>
    private const long WindowTicks = 10 * TimeSpan.TicksPerSecond;

    /// <summary>Fewer replies are no window: after a silence the first may be a slow one.</summary>
    private const int WindowReplies = 8;

    private readonly Lock _gate = new();
    private long _lastToken;
    private bool _isSet;
    private long? _doubtedTicks;
    private long _windowEnd;
    private long _highestTicks;
    private long _highestBeforeTicks;
    private int _replies;
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

    /// <summary>
    /// The version of a run that begins now. The store drew its token when it granted it; if the reply was long under way, runs that others
    /// began meanwhile have seen less than this one will.
    /// </summary>
    /// <remarks>Never later than now by the clock of the server that has answered, but for the way there: an invalidation that comes later must find it below itself.</remarks>
    /// <param name="token">The token granted.</param>
    /// <param name="microseconds">What the reply says that server's clock shows.</param>
    /// <param name="sentAt">When the command was sent, in ticks of this process's clock.</param>
    public long VersionOfRun(long token, long microseconds, long sentAt)
    {
        long latest = microseconds + ((clock.Exact - sentAt) / TicksPerMicrosecond);
        long version = Math.Max(token, Math.Min(NowMicroseconds, latest));
        See(version);
        return version;
    }

    /// <summary>Takes note of a token that the store has given, unless it is ahead of the clock: runs of other keys need not follow it.</summary>
    public void See(long token)
    {
        if (IsAhead(token))
        {
            return;
        }

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

    /// <summary>Takes what a reply of the store says its clock shows.</summary>
    /// <returns>False if that is far from what the clock should show, and the reply before did not say so too; then it is only remembered.</returns>
    public bool TrySet(long microseconds)
    {
        if (microseconds is <= 0 or > MaxMicroseconds)
        {
            return false;
        }

        long now = clock.Exact;
        long offset = (microseconds * TicksPerMicrosecond) - now;
        lock (_gate)
        {
            bool isJump = !AreClose(offset, _offsetTicks);
            if (isJump && !(_doubtedTicks is { } doubted && AreClose(offset, doubted)))
            {
                _doubtedTicks = offset;
                return false;
            }

            _doubtedTicks = null;
            if (isJump || !_isSet)
            {
                (_highestTicks, _highestBeforeTicks, _windowEnd, _replies) = (offset, offset, now + WindowTicks, 1);
            }
            else
            {
                Count(offset, now);
            }

            Volatile.Write(ref _offsetTicks, Math.Max(_highestTicks, _highestBeforeTicks));
            if (!_isSet)
            {
                _isSet = true;
                Volatile.Write(ref _lastToken, 0); // Drawn by another clock.
            }

            return true;
        }
    }

    /// <summary>A time of the store in ticks of this process's clock; never later than now.</summary>
    public long ToLocal(long milliseconds)
    {
        long now = clock.Exact;
        return Math.Min(now, (milliseconds * TimeSpan.TicksPerMillisecond) - Volatile.Read(ref _offsetTicks));
    }

    private void Count(long offset, long now)
    {
        _replies++;
        if (now < _windowEnd || _replies <= WindowReplies)
        {
            _highestTicks = Math.Max(_highestTicks, offset);
            return;
        }

        (_highestBeforeTicks, _highestTicks, _windowEnd, _replies) = (_highestTicks, offset, now + WindowTicks, 1);
    }

    private static bool AreClose(long one, long other) => Math.Abs(one - other) <= ToleranceTicks;
}
