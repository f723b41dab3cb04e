using Interception.Storage.Redis;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Storage.Redis;

[TestFixture]
internal sealed class PlainAcquireTests : AcquireContract
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Plain);
}

[TestFixture]
internal sealed class PlainCommitTests : CommitContract
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Plain);
}

[TestFixture]
internal sealed class PlainUpkeepTests : UpkeepContract
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Plain);
}

[TestFixture]
internal sealed class PlainCommandsTests : CommandsContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task Acquire_ManyAtOnce_GrantsToOne([Values] bool blocking)
    {
        var request = new AcquireRequest(0, AcquireMode.IfMissing, default, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

        AcquireReply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Commands.AcquireAsync(Name, request, blocking).AsTask())));

        Assert.That(replies.Count(reply => reply.Outcome == AcquireOutcome.Granted), Is.EqualTo(1));
        Assert.That(replies.Count(reply => reply.Outcome == AcquireOutcome.Busy), Is.EqualTo(15));
    }

    [Test]
    public async Task Change_EntryChangesAtEveryAttempt_IsTurnedAway([Values] bool blocking)
    {
        ConditionalWrites writes = Writes(new FakeTimeProvider());
        int attempts = 0;
        (string, EntryWrite?) Meddle(EntryState state)
        {
            ((RedisStore)Store).Database.StringSet(EntryKey.Of(Name), $"other {++attempts}");
            return ("written", new EntryWrite([1], null));
        }

        string reply = blocking
            ? await Task.Run(() => writes.Change(Name, Meddle, _ => "turned away"))
            : await writes.ChangeAsync(Name, Meddle, _ => "turned away");

        Assert.That((reply, attempts), Is.EqualTo(("turned away", ConditionalWrites.Attempts)));
        Assert.That(await FindAsync(), Is.EqualTo("other 8"u8.ToArray()));
    }

    [Test]
    public async Task Change_EntryChangesUntilTheTimeIsOver_IsTurnedAwayThen([Values] bool blocking)
    {
        var time = new FakeTimeProvider();
        ConditionalWrites writes = Writes(time);
        int attempts = 0;
        (string, EntryWrite?) Meddle(EntryState state)
        {
            ((RedisStore)Store).Database.StringSet(EntryKey.Of(Name), $"other {++attempts}");
            time.Advance(Patience / 2);
            return ("written", new EntryWrite([1], null));
        }

        string reply = blocking
            ? await Task.Run(() => writes.Change(Name, Meddle, _ => "turned away"))
            : await writes.ChangeAsync(Name, Meddle, _ => "turned away");

        Assert.That((reply, attempts), Is.EqualTo(("turned away", 2)));
        Assert.That(await FindAsync(), Is.EqualTo("other 2"u8.ToArray()));
    }

    private ConditionalWrites Writes(TimeProvider time) => new(((RedisStore)Store).Database, Patience, time);

    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Plain);
}
