using Interception.Storage.Redis;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;
using StackExchange.Redis;

namespace Interception.Tests.Storage.Redis;

[TestFixture]
internal sealed class ScriptAcquireTests : AcquireContract
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Scripts);
}

[TestFixture]
internal sealed class ScriptCommitTests : CommitContract
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Scripts);
}

[TestFixture]
internal sealed class ScriptUpkeepTests : UpkeepContract
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Scripts);
}

[TestFixture]
internal sealed class ScriptCommandsTests : CommandsContract
{
    [Test]
    public async Task AnyCommand_ServerHasLostItsScripts_IsDone([Values] bool blocking)
    {
        IDatabase database = ((RedisStore)Store).Database;
        await database.ExecuteAsync("SCRIPT", "FLUSH");
        AcquireReply acquired = await Commands.AcquireAsync(Name, Request, blocking);
        await database.ExecuteAsync("SCRIPT", "FLUSH");
        AcquireReply busy = await Commands.AcquireAsync(Name, Request, blocking);
        await database.ExecuteAsync("SCRIPT", "FLUSH");
        long tombstone = await Commands.InvalidateAsync(Name, TimeSpan.FromMinutes(1));

        Assert.That((acquired.Outcome, busy.Outcome), Is.EqualTo((AcquireOutcome.Granted, AcquireOutcome.Busy)));
        Assert.That(tombstone, Is.GreaterThan(acquired.Token));
    }

    [Test]
    public async Task AnyCommand_AnotherTypeUnderTheName_ThrowsWhatRedisSays()
    {
        await ((RedisStore)Store).Database.ListLeftPushAsync(EntryKey.Of(Name), "x");

        await Assert.ThrowsAsync<RedisServerException>(async () => await Commands.ReadAsync(Name, blocking: false));
        Assert.Throws<RedisServerException>(() => _ = Commands.ReadAsync(Name, blocking: true).Preserve());
        await Assert.ThrowsAsync<RedisServerException>(async () => await Commands.AcquireAsync(Name, Request, blocking: false));
        await Assert.ThrowsAsync<RedisServerException>(async () => await Commands.InvalidateAsync(Name, TimeSpan.FromMinutes(1)));
    }

    [Test, Property("Failure", "X14")]
    public async Task Read_LongerThanAnyEnvelope_ComesCutAndDoesNotOpen()
    {
        StoredEntry longest = Answer() with { PayloadBytes = RedisStore.MaxEnvelopeBytes - EntryHeader.LengthBytes + 500 };
        await PutAsync(longest);

        ReadOnlyMemory<byte> read = await Commands.ReadAsync(Name, blocking: false);

        Assert.That(read.Length, Is.EqualTo(RedisStore.MaxEnvelopeBytes));
        Assert.That(StoredEntry.Sealer.TryOpen(Name, read, out _), Is.False);
    }

    protected override async Task<IStoreUnderTest> OpenAsync() => await RedisStore.OpenAsync(RedisStore.Scripts);

    private static AcquireRequest Request =>
        new(0, AcquireMode.IfMissing, default, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));
}
