using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>How answers are proven again, left alone and taken back: for every store alike.</summary>
internal abstract class UpkeepContract : CommandsContract
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(2);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan[] OddDurations = [TimeSpan.MinValue, TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.MaxValue];

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
    public async Task Touch_ProvenBeforeTheClockWentBack_IsProvenByTheClockOfNow()
    {
        await PutAsync(Answer() with { ProvenAtMilliseconds = StartMilliseconds + 3_600_000 });

        await TouchAsync(Answer().Version, Start);

        AssertIsNow((await FieldsAsync()).ProvenAtMilliseconds + 3_000);
    }

    [Test]
    public async Task Touch_ByAnEarlierRun_TakesNothingBack()
    {
        StoredEntry proven = Answer() with { Proven = Start, ProvenAtMilliseconds = StartMilliseconds + 1_000 };
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

    [Test, Property("Failure", "X18")]
    public async Task AnyCommand_DurationThatNoStoreTakes_IsCutToOneThatItTakes([ValueSource(nameof(OddDurations))] TimeSpan odd)
    {
        AcquireReply granted = await Commands.AcquireAsync(Name, new AcquireRequest(0, AcquireMode.Always, odd, odd, odd), blocking: false);
        var offer = new StoredEntry(Name) { Version = granted.Token };
        CommitReply committed = await Commands.CommitAsync(Name, new CommitRequest(granted.Token, offer.Bytes(), Age: odd, TimeToLive: odd, Overwrite: true));
        await Commands.BackOffAsync(Name, granted.Token, odd);
        long tombstone = await Commands.InvalidateAsync(Name, odd);

        Assert.That((granted.Outcome, committed.Outcome), Is.EqualTo((AcquireOutcome.Granted, CommitOutcome.Accepted)));
        Assert.That(tombstone, Is.GreaterThan(granted.Token));
        Assert.That(await Store.TimeToLiveAsync(Name) is not null || (await FindAsync()).Length == 0, "nothing stays for ever");
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

    private Task<TouchOutcome> TouchAsync(long version, long token) =>
        Commands.TouchAsync(Name, new TouchRequest(version, token, Age, TimeToLive)).AsTask();

    private Task<AcquireReply> AcquireAsync() => Commands.AcquireAsync(
        Name, new AcquireRequest(0, AcquireMode.IfMissing, default, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)), blocking: false).AsTask();
}
