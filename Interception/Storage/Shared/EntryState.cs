namespace Interception.Storage.Shared;

/// <summary>What stands under a name at one moment, and what the commands ask about it.</summary>
/// <remarks>
/// A header that is malformed, or speaks of a time more than a day ahead, is garbage: all its fields are 0, as if nothing stood
/// there, and the next write replaces it.
/// </remarks>
internal readonly struct EntryState
{
    /// <summary>How far a header may be ahead of the store's clock, which goes back when a replica takes over.</summary>
    public const long MaxAheadMicroseconds = 24L * 60 * 60 * 1_000_000;

    /// <summary>No lease or pause of any node is longer than that or its own, and no damaged one is waited for longer.</summary>
    public const long LongestForeignLeaseMilliseconds = 60_000;

    /// <summary>How much longer a lease is kept than it holds.</summary>
    public const long LeaseMarginMilliseconds = 1_000;

    /// <param name="stored">What stands there; empty for nothing.</param>
    /// <param name="timeToLiveMilliseconds">For how long yet; -1 for ever.</param>
    /// <param name="nowMicroseconds">The store's clock.</param>
    public EntryState(ReadOnlyMemory<byte> stored, long timeToLiveMilliseconds, long nowMicroseconds)
    {
        Stored = stored;
        TimeToLiveMilliseconds = timeToLiveMilliseconds;
        NowMicroseconds = nowMicroseconds;
        IsValid = HeaderFields.TryRead(stored.Span, out HeaderFields fields) && IsPlausible(fields, nowMicroseconds);
        Fields = IsValid ? fields : default;
    }

    public ReadOnlyMemory<byte> Stored { get; }

    public long TimeToLiveMilliseconds { get; }

    public long NowMicroseconds { get; }

    public long NowMilliseconds => NowMicroseconds / 1000;

    /// <summary>Whether a header stands there.</summary>
    public bool IsValid { get; }

    /// <summary>The header, or zeros.</summary>
    public HeaderFields Fields { get; }

    /// <summary>Whether an answer stands there that was proven within its expiry.</summary>
    public bool IsLive(TimeSpan expiry) => Fields.IsAnswer && IsProvenWithin(expiry);

    /// <summary>Whether the last proof is younger than that.</summary>
    public bool IsProvenWithin(TimeSpan duration) =>
        Fields.ProvenAtMilliseconds + StoreTime.Milliseconds(duration) > NowMilliseconds;

    /// <summary>For how long yet some node has the lease, or its failure's pause lasts; 0 if it is to be had.</summary>
    public long LeaseLeftMilliseconds(TimeSpan ownLease)
    {
        long left = Fields.LeaseUntilMilliseconds - NowMilliseconds;
        long longest = Math.Max(StoreTime.Milliseconds(ownLease), LongestForeignLeaseMilliseconds) + LeaseMarginMilliseconds;
        return left > 0 && left <= longest ? left : 0;
    }

    /// <summary>A token above all that the entry, and whoever knows of one, has seen.</summary>
    public long NextToken(long known) => Math.Max(
        Math.Max(NowMicroseconds, known + 1),
        Math.Max(Fields.Version + 1, Math.Max(Fields.Proven + 1, Fields.LeaseToken + 1)));

    private static bool IsPlausible(HeaderFields fields, long nowMicroseconds)
    {
        long limit = nowMicroseconds + MaxAheadMicroseconds;
        return fields.Version <= limit && fields.Proven <= limit && fields.LeaseToken <= limit
            && fields.ProvenAtMilliseconds <= limit / 1000;
    }
}
