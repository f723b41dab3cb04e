using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>What is read, and which answers get in: for every store alike.</summary>
internal abstract class CommitContract : CommandsContract
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
        Assert.That(StoredEntry.Sealer.TryOpen(Name, stored, out Envelope opened));
        Assert.That(opened.Digest, Is.EqualTo(Offer().Digest));
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
    [Property("Failure", "P11"), Property("Failure", "B13"), Property("Failure", "B15")]
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

    [Test, Property("Failure", "B14")]
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

    private StoredEntry Offer() => new(Name) { Version = Start, Content = 2 };

    private Task<CommitReply> CommitAsync(StoredEntry offer, bool overwrite = false) =>
        Commands.CommitAsync(Name, new CommitRequest(offer.Version, offer.Bytes(), Age, TimeToLive, overwrite)).AsTask();
}
