using System.Text;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>Who gets to run the method: for every store alike.</summary>
internal abstract class AcquireContract : CommandsContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);

    [Test]
    public async Task Acquire_NothingThere_GrantsAndLeavesALease([Values] AcquireMode mode, [Values] bool blocking)
    {
        AcquireReply reply = await Commands.AcquireAsync(Name, Request(mode), blocking);

        Assert.That((reply.Outcome, reply.Proven, reply.ProvenAtMilliseconds), Is.EqualTo((AcquireOutcome.Granted, 0L, 0L)));
        Assert.That(reply.Token, Is.EqualTo(reply.NowMicroseconds));
        AssertIsNow(reply.NowMicroseconds / 1000);
        long until = (reply.NowMicroseconds / 1000) + 30_000;
        Assert.That(
            await FindAsync(), Is.EqualTo(BareHeader.Write(EntryKind.Lease, 0, 0, until, reply.Token)));
        await AssertTimeToLiveAsync(Lease + TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task Acquire_NewerAnswerThere_HandsItOverAndGrantsNothing([Values(AcquireMode.IfMissing, AcquireMode.IfDue)] AcquireMode mode)
    {
        byte[] bytes = Answer().Bytes();
        await PutAsync(bytes);

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(mode, known: Answer().Version - 1), blocking: false);

        Assert.That((reply.Outcome, reply.Token), Is.EqualTo((AcquireOutcome.Newer, 0L)));
        Assert.That(reply.Envelope.ToArray(), Is.EqualTo(bytes));
        Assert.That((reply.Proven, reply.ProvenAtMilliseconds), Is.EqualTo((Answer().Proven!.Value, Answer().ProvenAtMilliseconds)));
        Assert.That(await FindAsync(), Is.EqualTo(bytes));
    }

    [Test, Property("Failure", "P8")]
    public async Task Acquire_ProvenBeforeTheClockWentBack_IsNeitherFreshNorLive([Values] bool isKnown)
    {
        StoredEntry ahead = Answer() with { ProvenAtMilliseconds = StartMilliseconds + 3_600_000 };
        await PutAsync(ahead);

        AcquireReply reply = await Commands.AcquireAsync(
            Name, isKnown ? Request(AcquireMode.IfDue, known: ahead.Version) : Request(AcquireMode.IfMissing), blocking: false);

        Assert.That(reply.Outcome, Is.EqualTo(AcquireOutcome.Granted), "or nobody would check it for an hour");
    }

    [Test]
    public async Task Acquire_KnownAnswerForAMiss_GrantsAndKeepsAllButTheLease()
    {
        await PutAsync(Answer());

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(AcquireMode.IfMissing, known: Answer().Version), blocking: false);

        Assert.That((reply.Outcome, reply.Proven), Is.EqualTo((AcquireOutcome.Granted, Answer().Proven!.Value)));
        StoredEntry leased = Answer() with
        {
            LeaseUntilMilliseconds = (reply.NowMicroseconds / 1000) + 30_000, LeaseToken = reply.Token,
        };
        Assert.That(await FindAsync(), Is.EqualTo(leased.Bytes()));
        await AssertTimeToLiveAsync(TimeSpan.FromHours(1));
    }

    [TestCase(0, AcquireOutcome.Fresh)]
    [TestCase(-120, AcquireOutcome.Granted)]
    public async Task Acquire_KnownAnswer_IsFreshUntilTheIntervalIsOver(int provenSeconds, AcquireOutcome expected)
    {
        await PutAsync(Answer() with { ProvenAtMilliseconds = StartMilliseconds + (provenSeconds * 1000) });

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(AcquireMode.IfDue, Answer().Version), blocking: false);

        Assert.That(reply.Outcome, Is.EqualTo(expected));
    }

    [Test]
    public async Task Acquire_LaterKnownThanStored_IsDue()
    {
        await PutAsync(Answer());

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(AcquireMode.IfDue, Answer().Version + 1), blocking: false);

        Assert.That(reply.Outcome, Is.EqualTo(AcquireOutcome.Granted));
    }

    [Test]
    public async Task Acquire_ExpiredAnswer_CountsAsMissing([Values] AcquireMode mode)
    {
        await PutAsync(Answer() with { ProvenAtMilliseconds = StartMilliseconds - 3_600_001 });

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(mode), blocking: false);

        Assert.That(reply.Outcome, Is.EqualTo(AcquireOutcome.Granted));
    }

    [TestCase(AcquireMode.IfDue, -1, AcquireOutcome.Invalidated)]
    [TestCase(AcquireMode.IfDue, 0, AcquireOutcome.Granted)]
    [TestCase(AcquireMode.IfMissing, -1, AcquireOutcome.Granted)]
    [TestCase(AcquireMode.Always, -1, AcquireOutcome.Granted)]
    public async Task Acquire_Tombstone_TellsACheckAndFencesARun(AcquireMode mode, int known, AcquireOutcome expected)
    {
        await PutAsync(Tombstone(), TimeSpan.FromSeconds(5));

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(mode, Tombstone().Version + known), blocking: false);

        Assert.That((reply.Outcome, reply.Proven), Is.EqualTo((expected, 0L)));
        await AssertTimeToLiveAsync(expected == AcquireOutcome.Granted ? TimeSpan.FromSeconds(31) : TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Acquire_LeaseHeld_IsBusyUnlessAlways([Values] AcquireMode mode, [Values] bool isAnswer)
    {
        StoredEntry entry = isAnswer ? Answer() with { ProvenAtMilliseconds = 1 } : new StoredEntry(Name) { Kind = EntryKind.Lease };
        await PutAsync(entry with { LeaseUntilMilliseconds = StartMilliseconds + 55_000, LeaseToken = Start + SecondMicroseconds });

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(mode), blocking: true);

        if (mode == AcquireMode.Always)
        {
            Assert.That(reply.Outcome, Is.EqualTo(AcquireOutcome.Granted));
            Assert.That(reply.Token, Is.GreaterThan(Start + SecondMicroseconds));
            return;
        }

        Assert.That((reply.Outcome, reply.Token), Is.EqualTo((AcquireOutcome.Busy, 0L)));
        Assert.That(reply.LeaseLeft, Is.InRange(TimeSpan.FromSeconds(55) - Slack, TimeSpan.FromSeconds(55)));
    }

    [TestCase(-1, 30, AcquireOutcome.Granted)]
    [TestCase(120, 30, AcquireOutcome.Granted)]
    [TestCase(120, 125, AcquireOutcome.Busy)]
    [Property("Failure", "B15")]
    public async Task Acquire_LeaseOverOrBeyondReason_IsNotHeld(int leftSeconds, int ownLeaseSeconds, AcquireOutcome expected)
    {
        await PutAsync(new StoredEntry(Name) { Kind = EntryKind.Lease, LeaseUntilMilliseconds = StartMilliseconds + (leftSeconds * 1000) });

        AcquireReply reply = await Commands.AcquireAsync(
            Name, Request(AcquireMode.IfMissing) with { Lease = TimeSpan.FromSeconds(ownLeaseSeconds) }, blocking: false);

        Assert.That(reply.Outcome, Is.EqualTo(expected));
    }

    [TestCase(EntryHeader.VersionAt)]
    [TestCase(EntryHeader.ProvenAt)]
    [TestCase(EntryHeader.LeaseTokenAt)]
    public async Task Acquire_HeaderAhead_DrawsATokenBeyondIt(int field)
    {
        long ahead = Start + (20L * 3600 * SecondMicroseconds);
        byte[] bytes = Answer().Bytes();
        HeaderDigits.Write(bytes.AsSpan(field, 16), ahead);
        await PutAsync(bytes);

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(AcquireMode.Always), blocking: false);

        Assert.That(reply.Token, Is.EqualTo(ahead + 1));
        Assert.That((await FieldsAsync()).LeaseToken, Is.EqualTo(ahead + 1));
    }

    [Test]
    public async Task Acquire_KnownAhead_DrawsATokenBeyondIt()
    {
        AcquireReply reply = await Commands.AcquireAsync(
            Name, Request(AcquireMode.IfDue, known: Start + (1000 * SecondMicroseconds)), blocking: false);

        Assert.That(reply.Token, Is.EqualTo(Start + (1000 * SecondMicroseconds) + 1));
    }

    [TestCaseSource(nameof(Garbage))]
    public async Task Acquire_Garbage_IsReplacedByALease(Func<byte[], long, byte[]> damage)
    {
        await PutAsync(damage(Answer().Bytes(), Start));

        AcquireReply reply = await Commands.AcquireAsync(Name, Request(AcquireMode.IfMissing), blocking: false);

        Assert.That((reply.Outcome, reply.Proven), Is.EqualTo((AcquireOutcome.Granted, 0L)));
        Assert.That(reply.Token, Is.EqualTo(reply.NowMicroseconds));
        Assert.That(await FindAsync(), Has.Length.EqualTo(EntryHeader.LengthBytes));
        await AssertTimeToLiveAsync(Lease + TimeSpan.FromSeconds(1));
    }

    protected static IEnumerable<TestCaseData> Garbage()
    {
        yield return Case("a byte short", (bytes, _) => bytes[..(EntryHeader.LengthBytes - 1)]);
        yield return Case("another magic", (bytes, _) => [(byte)'D', .. bytes[1..]]);
        yield return Case("another format", (bytes, _) => [(byte)'C', (byte)'1', .. bytes[2..]]);
        yield return Case("text", (_, _) => Encoding.ASCII.GetBytes(new string('x', 500)));
        foreach (int at in (int[])[EntryHeader.VersionAt, 40, 60, EntryHeader.DigestAt - 1])
        {
            yield return Case($"no digit at {at}", (bytes, _) => [.. bytes[..at], (byte)'-', .. bytes[(at + 1)..]]);
        }

        foreach (int at in (int[])[EntryHeader.VersionAt, EntryHeader.ProvenAt, EntryHeader.LeaseTokenAt])
        {
            yield return Case($"two days ahead at {at}", (bytes, now) => With(bytes, at, 16, now + (48L * 3600 * SecondMicroseconds)));
            yield return Case($"nines at {at}", (bytes, _) => With(bytes, at, 16, 9_999_999_999_999_999));
        }

        yield return Case("proven in two days", (bytes, now) => With(bytes, EntryHeader.ProvenTimeAt, 13, (now / 1000) + (48L * 3_600_000)));

        static TestCaseData Case(string what, Func<byte[], long, byte[]> damage) => new TestCaseData(damage).SetArgDisplayNames(what);
    }

    private static byte[] With(byte[] bytes, int at, int digits, long value)
    {
        HeaderDigits.Write(bytes.AsSpan(at, digits), value);
        return bytes;
    }

    private static AcquireRequest Request(AcquireMode mode, long known = 0) => new(known, mode, Interval, Lease, Expiry);
}
