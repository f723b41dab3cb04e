using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>What runs may change: for every store alike.</summary>
internal abstract class WritesContract : CommandsContract
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(2);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    [Test]
    public async Task Read_NothingThere_IsEmpty([Values] bool blocking) =>
        Assert.That((await Commands.ReadAsync(Name, blocking)).Length, Is.Zero);

    [Test]
    public async Task Read_AnswerThere_IsWhatStandsThere([Values] bool blocking)
    {
        await PutAsync(Answer());

        ValueTask<ReadOnlyMemory<byte>> read = Commands.ReadAsync(Name, blocking);

        Assert.That(read.IsCompleted || !blocking);
        Assert.That((await read).ToArray(), Is.EqualTo(Answer().Bytes()));
    }

    [Test]
    public async Task Commit_NothingThere_IsAcceptedAndToldOf()
    {
        CommitReply reply = await CommitAsync(Offer());

        Assert.That((reply.Outcome, reply.Version, reply.Envelope.Length), Is.EqualTo((CommitOutcome.Accepted, Start, 0)));
        HeaderFields fields = await FieldsAsync();
        Assert.That(
            (fields.Version, fields.Proven, fields.LeaseUntilMilliseconds, fields.LeaseToken), Is.EqualTo((Start, Start, 0L, Start)));
        AssertIsNow(fields.ProvenAtMilliseconds + 3_000);
        await AssertTimeToLiveAsync(TimeToLive);
        byte[] stored = await FindAsync();
        Assert.That(StoredEntry.Sealer.TryOpen(Name, stored, out Envelope? opened));
        Assert.That(opened!.Digest, Is.EqualTo(Offer().Digest));
        byte[] message = (await Store.MessagesAsync()).Single();
        Assert.That(
            message, Is.EqualTo(BusMessage.OfSet(IStoreUnderTest.Origin, Start, Name.Digest, stored, int.MaxValue).Write()));
    }

    [TestCase(IStoreUnderTest.InlineBytes, true)]
    [TestCase(IStoreUnderTest.InlineBytes + 1, false)]
    public async Task Commit_LongEnvelope_IsToldOfWithoutIt(int envelopeBytes, bool isInline)
    {
        _ = await CommitAsync(Offer() with { PayloadBytes = envelopeBytes - EntryHeader.LengthBytes });

        Assert.That(BusMessage.TryParse((await Store.MessagesAsync()).Single(), out BusMessage message));
        Assert.That(message.Envelope.Length, Is.EqualTo(isInline ? envelopeBytes : 0));
        Assert.That((message.Type, message.Origin, message.Version), Is.EqualTo((BusMessageType.Set, IStoreUnderTest.Origin, Start)));
        Assert.That(message.Digest, Is.EqualTo(Name.Digest));
    }

    [Test]
    public async Task Commit_OtherContentOfAnEarlierRun_IsReplaced()
    {
        await PutAsync(Answer() with { LeaseUntilMilliseconds = StartMilliseconds + 9_000, LeaseToken = Start + 5 });

        CommitReply reply = await CommitAsync(Offer());

        HeaderFields fields = await FieldsAsync();
        Assert.That(reply.Outcome, Is.EqualTo(CommitOutcome.Accepted));
        Assert.That((fields.Version, fields.LeaseUntilMilliseconds, fields.LeaseToken), Is.EqualTo((Start, 0L, Start + 5)));
    }

    [TestCase(0, -5, TestName = "Commit_VersionNotEarlier_IsRejected")]
    [TestCase(-5, 0, TestName = "Commit_ProvenByALaterRun_IsRejected")]
    public async Task Commit_LaterRunHasSpoken_IsRejectedAndHandsOverWhatStandsThere(long version, long proven)
    {
        byte[] bytes = (Answer() with { Version = Start + version, Proven = Start + proven }).Bytes();
        await PutAsync(bytes);

        CommitReply reply = await CommitAsync(Offer(), overwrite: true);

        Assert.That((reply.Outcome, reply.Version), Is.EqualTo((CommitOutcome.Rejected, Start + version)));
        Assert.That(reply.Envelope.ToArray(), Is.EqualTo(bytes));
        Assert.That(await FindAsync(), Is.EqualTo(bytes));
        Assert.That(await Store.MessagesAsync(), Is.Empty);
    }

    [Test]
    public async Task Commit_SameContent_IsProvenAgainAndNotToldOf()
    {
        await PutAsync(Answer() with { LeaseUntilMilliseconds = StartMilliseconds + 9_000, LeaseToken = Start + 5 });

        CommitReply reply = await CommitAsync(Offer() with { Content = 1 });

        Assert.That((reply.Outcome, reply.Version), Is.EqualTo((CommitOutcome.Same, Answer().Version)));
        HeaderFields fields = await FieldsAsync();
        Assert.That(
            (fields.Version, fields.Proven, fields.LeaseUntilMilliseconds, fields.LeaseToken),
            Is.EqualTo((Answer().Version, Start, 0L, Start + 5)));
        AssertIsNow(fields.ProvenAtMilliseconds + 3_000);
        await AssertTimeToLiveAsync(TimeToLive);
        Assert.That(await Store.MessagesAsync(), Is.Empty);
    }

    [TestCase(EntryKind.Value, true)]
    [TestCase(EntryKind.Null, false)]
    public async Task Commit_SameDigestOfAnotherKindOrToOverwrite_IsAccepted(EntryKind kind, bool overwrite)
    {
        await PutAsync(Answer());

        CommitReply reply = await CommitAsync(Offer() with { Content = 1, Kind = kind }, overwrite);

        Assert.That((reply.Outcome, reply.Version), Is.EqualTo((CommitOutcome.Accepted, Start)));
        Assert.That((await FieldsAsync()).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task Commit_AfterInvalidation_IsRejectedUnlessItsRunBeganLater()
    {
        long tombstone = await Commands.InvalidateAsync(Name, TimeSpan.FromMinutes(1));

        CommitReply earlier = await CommitAsync(Offer() with { Version = tombstone });
        CommitReply later = await CommitAsync(Offer() with { Version = tombstone + 1 });

        Assert.That((earlier.Outcome, earlier.Envelope.Length), Is.EqualTo((CommitOutcome.Rejected, EntryHeader.LengthBytes)));
        Assert.That(later.Outcome, Is.EqualTo(CommitOutcome.Accepted));
    }

    [Test]
    public async Task Commit_Garbage_IsReplaced()
    {
        byte[] bytes = Offer().Bytes();
        HeaderDigits.Write(bytes.AsSpan(EntryHeader.VersionAt, 16), 9_999_999_999_999_999);
        await PutAsync(bytes);

        CommitReply reply = await CommitAsync(Offer());

        Assert.That(reply.Outcome, Is.EqualTo(CommitOutcome.Accepted));
        Assert.That((await FieldsAsync()).LeaseToken, Is.EqualTo(Start));
    }

    [Test]
    public async Task Touch_SameVersion_ProvesEndsTheOwnLeaseAndRenews([Values] bool isOwnLease)
    {
        await PutAsync(Answer() with { LeaseUntilMilliseconds = 5, LeaseToken = isOwnLease ? Start : Start + 1 });

        TouchOutcome outcome = await TouchAsync(Answer().Version, Start);

        HeaderFields fields = await FieldsAsync();
        Assert.That((outcome, fields.Proven), Is.EqualTo((TouchOutcome.Proven, Start)));
        Assert.That(fields.LeaseUntilMilliseconds, Is.EqualTo(isOwnLease ? 0 : 5));
        AssertIsNow(fields.ProvenAtMilliseconds + 3_000);
        await AssertTimeToLiveAsync(TimeToLive);
        Assert.That(await Store.MessagesAsync(), Is.Empty);
    }

    [Test]
    public async Task Touch_ByAnEarlierRun_TakesNothingBack()
    {
        StoredEntry proven = Answer() with { Proven = Start, ProvenAtMilliseconds = StartMilliseconds + 3_600_000 };
        await PutAsync(proven);

        TouchOutcome outcome = await TouchAsync(Answer().Version, Start - 1);

        Assert.That(outcome, Is.EqualTo(TouchOutcome.Proven));
        Assert.That(await FindAsync(), Is.EqualTo(proven.Bytes()));
    }

    [Test]
    public async Task Touch_AnotherVersionTombstoneOrNothing_IsOther()
    {
        TouchOutcome nothing = await TouchAsync(0, Start);
        await PutAsync(Tombstone());
        TouchOutcome tombstone = await TouchAsync(Tombstone().Version, Start);
        await PutAsync(Answer());
        TouchOutcome another = await TouchAsync(Answer().Version + 1, Start);

        Assert.That((nothing, tombstone, another), Is.EqualTo((TouchOutcome.Other, TouchOutcome.Other, TouchOutcome.Other)));
        Assert.That(await FindAsync(), Is.EqualTo(Answer().Bytes()));
    }

    [Test]
    public async Task BackOff_OwnLease_BecomesAPause()
    {
        AcquireReply run = await AcquireAsync();

        await Commands.BackOffAsync(Name, run.Token, TimeSpan.FromSeconds(50));

        AssertIsNow((await FieldsAsync()).LeaseUntilMilliseconds - 50_000);
        await AssertTimeToLiveAsync(TimeSpan.FromSeconds(51));
        Assert.That((await AcquireAsync()).Outcome, Is.EqualTo(AcquireOutcome.Busy));
    }

    [Test]
    public async Task BackOff_NoPause_GivesTheLeaseBack()
    {
        AcquireReply run = await AcquireAsync();

        await Commands.BackOffAsync(Name, run.Token, TimeSpan.Zero);

        HeaderFields fields = await FieldsAsync();
        Assert.That((fields.LeaseUntilMilliseconds, fields.LeaseToken), Is.EqualTo((0L, run.Token)));
        Assert.That((await AcquireAsync()).Outcome, Is.EqualTo(AcquireOutcome.Granted));
    }

    [Test]
    public async Task BackOff_LeaseOfAnAnswer_KeepsItsTimeToLive()
    {
        await PutAsync(Answer() with { LeaseToken = Start }, TimeSpan.FromSeconds(5));

        await Commands.BackOffAsync(Name, Start, TimeSpan.FromSeconds(50));

        AssertIsNow((await FieldsAsync()).LeaseUntilMilliseconds - 50_000);
        await AssertTimeToLiveAsync(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task BackOff_LeaseOfAnotherRunOrNothing_ChangesNothing()
    {
        await Commands.BackOffAsync(Name, 0, TimeSpan.FromSeconds(50));
        byte[] nothing = await FindAsync();
        await PutAsync(Answer() with { LeaseToken = Start + 1 });
        await Commands.BackOffAsync(Name, Start, TimeSpan.FromSeconds(50));

        Assert.That(nothing, Is.Empty);
        Assert.That(await FindAsync(), Is.EqualTo((Answer() with { LeaseToken = Start + 1 }).Bytes()));
    }

    [Test]
    public async Task Invalidate_Answer_LeavesATombstoneBeyondAllRunsAndTells()
    {
        long lease = Start + (1000 * SecondMicroseconds);
        await PutAsync(Answer() with { LeaseUntilMilliseconds = StartMilliseconds + 9_000, LeaseToken = lease });

        long version = await Commands.InvalidateAsync(Name, TimeToLive);

        HeaderFields fields = await FieldsAsync();
        Assert.That(version, Is.EqualTo(lease + 1));
        Assert.That(
            await FindAsync(), Is.EqualTo(BareHeader.Write(EntryKind.Tombstone, version, fields.ProvenAtMilliseconds, 0, version)));
        AssertIsNow(fields.ProvenAtMilliseconds);
        await AssertTimeToLiveAsync(TimeToLive);
        Assert.That(
            (await Store.MessagesAsync()).Single(),
            Is.EqualTo(BusMessage.OfTombstone(IStoreUnderTest.Origin, version, Name.Digest).Write()));
    }

    [Test]
    public async Task Invalidate_NothingThere_LeavesATombstoneOfNow()
    {
        long version = await Commands.InvalidateAsync(Name, TimeToLive);

        AssertIsNow(version / 1000);
        Assert.That((await FieldsAsync()).Kind, Is.EqualTo(EntryKind.Tombstone));
    }

    private StoredEntry Offer() => new(Name) { Version = Start, Content = 2 };

    private Task<CommitReply> CommitAsync(StoredEntry offer, bool overwrite = false) =>
        Commands.CommitAsync(Name, new CommitRequest(offer.Version, offer.Bytes(), Age, TimeToLive, overwrite)).AsTask();

    private Task<TouchOutcome> TouchAsync(long version, long token) =>
        Commands.TouchAsync(Name, new TouchRequest(version, token, Age, TimeToLive)).AsTask();

    private Task<AcquireReply> AcquireAsync() => Commands.AcquireAsync(
        Name, new AcquireRequest(0, AcquireMode.IfMissing, default, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)), blocking: false).AsTask();
}
