namespace Interception.Storage.Shared;

/// <summary>What each command means: the current state and a request give the reply and what to write.</summary>
/// <remarks>
/// Pure. This is the specification that the scripts repeat in the store's own language, and what does the work where a store
/// runs no scripts. Whoever applies it sees to it that nothing comes between reading the state and writing.
/// <para>
/// Versions are fencing tokens, drawn when a run begins: what a run found never replaces, and never un-proves, what a run found
/// that began later.
/// </para>
/// </remarks>
internal static class EntryRules
{
    /// <summary>Decides who runs the method.</summary>
    public static AcquireReply Acquire(EntryState state, AcquireRequest request, out EntryWrite? write)
    {
        write = null;
        long leaseLeft = state.LeaseLeftMilliseconds(request.Lease);
        AcquireOutcome outcome = OutcomeOf(state, request, leaseLeft);
        long token = 0;
        if (outcome == AcquireOutcome.Granted)
        {
            token = state.NextToken(request.Known);
            write = Lease(state, StoreTime.Milliseconds(request.Lease), token);
        }

        long hits = Math.Min(EntryHeader.MostHits, state.Fields.Hits + request.Hits);
        if (state.Fields.IsAnswer && request.Hits > 0)
        {
            write ??= new EntryWrite(state.Stored.ToArray(), null);
            HeaderEdit.Hits(write.Value.Bytes, hits);
        }

        return new AcquireReply(
            outcome, token, state.NowMicroseconds,
            state.Fields.IsAnswer ? state.Fields.Proven : 0,
            state.Fields.IsAnswer ? state.Fields.ProvenAtMilliseconds : 0,
            TimeSpan.FromMilliseconds(outcome == AcquireOutcome.Busy ? leaseLeft : 0),
            outcome == AcquireOutcome.Newer ? state.Stored : default,
            state.Fields.IsAnswer ? hits : 0,
            state.Fields.IsAnswer ? state.Stored[EntryHeader.EvidenceAt..EntryHeader.LengthBytes] : default);
    }

    /// <summary>Lets an answer in, unless a later run or an invalidation has spoken.</summary>
    public static CommitReply Commit(EntryState state, CommitRequest request, out EntryWrite? write)
    {
        write = null;
        HeaderFields fields = state.Fields;
        if (state.IsValid && (fields.Version >= request.Token || fields.Proven >= request.Token))
        {
            return new CommitReply(CommitOutcome.Rejected, fields.Version, state.Stored);
        }

        bool isSame = !request.Overwrite && fields.IsAnswer && HasSameContent(state.Stored.Span, request.Envelope.Span);
        byte[] bytes = (isSame ? state.Stored : request.Envelope).ToArray();
        HeaderEdit.Proof(bytes, request.Token, ProvenAt(state, request.Age));
        HeaderEdit.Lease(bytes, untilMilliseconds: 0, isSame ? fields.LeaseToken : Math.Max(fields.LeaseToken, request.Token));
        HeaderEdit.Evidence(bytes, request.Envelope.Span[EntryHeader.EvidenceAt..EntryHeader.LengthBytes]);
        write = new EntryWrite(bytes, StoreTime.TimeToLive(request.TimeToLive));
        return isSame
            ? new CommitReply(CommitOutcome.Same, fields.Version, default)
            : new CommitReply(CommitOutcome.Accepted, request.Token, default);
    }

    /// <summary>Proves the answer again, if it still is that answer.</summary>
    public static TouchOutcome Touch(EntryState state, TouchRequest request, out EntryWrite? write)
    {
        write = null;
        HeaderFields fields = state.Fields;
        if (!fields.IsAnswer || fields.Version != request.Version)
        {
            return TouchOutcome.Other;
        }

        byte[] bytes = state.Stored.ToArray();
        HeaderEdit.Proof(
            bytes, Math.Max(fields.Proven, request.Token),
            Math.Max(state.IsProvenAhead ? 0 : fields.ProvenAtMilliseconds, ProvenAt(state, request.Age)));
        HeaderEdit.Lease(bytes, fields.LeaseToken <= request.Token ? 0 : fields.LeaseUntilMilliseconds, fields.LeaseToken);
        if (request.Token >= fields.Proven && request.Evidence.Length == EvidenceText.Length)
        {
            HeaderEdit.Evidence(bytes, request.Evidence.Span);
        }

        write = new EntryWrite(bytes, StoreTime.TimeToLive(request.TimeToLive));
        return TouchOutcome.Proven;
    }

    /// <summary>Turns the lease into a pause, unless it is another run's by now.</summary>
    public static EntryWrite? BackOff(EntryState state, long token, TimeSpan pause)
    {
        if (!state.IsValid || state.Fields.LeaseToken != token)
        {
            return null;
        }

        long milliseconds = StoreTime.Milliseconds(pause);
        byte[] bytes = state.Stored.ToArray();
        HeaderEdit.Lease(bytes, milliseconds == 0 ? 0 : state.NowMilliseconds + milliseconds, token);
        return new EntryWrite(bytes, LongerTimeToLive(state, milliseconds));
    }

    /// <summary>Puts a tombstone there that is later than every run so far.</summary>
    public static EntryWrite Invalidate(EntryState state, TimeSpan timeToLive, out long version)
    {
        version = state.NextToken(known: 0);
        byte[] tombstone = BareHeader.Write(
            EntryKind.Tombstone, version, state.NowMilliseconds, leaseUntilMilliseconds: 0, leaseToken: version);
        return new EntryWrite(tombstone, StoreTime.TimeToLive(timeToLive));
    }

    private static AcquireOutcome OutcomeOf(EntryState state, AcquireRequest request, long leaseLeft)
    {
        if (request.Mode == AcquireMode.Always)
        {
            return AcquireOutcome.Granted;
        }

        HeaderFields fields = state.Fields;
        bool isDue = request.Mode == AcquireMode.IfDue;
        if (isDue && fields.Kind == EntryKind.Tombstone && fields.Version > request.Known)
        {
            return AcquireOutcome.Invalidated;
        }

        bool isLive = state.IsLive(request.Expiry);
        if (isLive && fields.Version > request.Known)
        {
            return AcquireOutcome.Newer;
        }

        if (isDue && isLive && fields.Version == request.Known && state.IsProvenWithin(request.Interval))
        {
            return AcquireOutcome.Fresh;
        }

        return leaseLeft > 0 ? AcquireOutcome.Busy : AcquireOutcome.Granted;
    }

    private static EntryWrite Lease(EntryState state, long leaseMilliseconds, long token)
    {
        long until = state.NowMilliseconds + leaseMilliseconds;
        if (!state.IsValid)
        {
            byte[] lease = BareHeader.Write(EntryKind.Lease, version: 0, provenAtMilliseconds: 0, until, token);
            return new EntryWrite(lease, leaseMilliseconds + EntryState.LeaseMarginMilliseconds);
        }

        byte[] bytes = state.Stored.ToArray();
        HeaderEdit.Lease(bytes, until, token);
        return new EntryWrite(bytes, LongerTimeToLive(state, leaseMilliseconds));
    }

    // An answer keeps its time; what is there for the sake of its fence must outlast the run, or the pause.
    private static long? LongerTimeToLive(EntryState state, long milliseconds)
    {
        long needed = milliseconds + EntryState.LeaseMarginMilliseconds;
        return state.Fields.IsAnswer || state.TimeToLiveMilliseconds >= needed ? null : needed;
    }

    private static long ProvenAt(EntryState state, TimeSpan age) =>
        Math.Max(0, state.NowMilliseconds - StoreTime.Milliseconds(age));

    private static bool HasSameContent(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> offered) =>
        stored[EntryHeader.KindAt] == offered[EntryHeader.KindAt]
        && stored[EntryHeader.DigestAt..EntryHeader.SealAt].SequenceEqual(offered[EntryHeader.DigestAt..EntryHeader.SealAt]);
}
