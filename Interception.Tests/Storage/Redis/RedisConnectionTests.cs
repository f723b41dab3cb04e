using Interception.Storage.Redis;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using StackExchange.Redis;

namespace Interception.Tests.Storage.Redis;

/// <summary>The cache's own connection to a real server that goes away.</summary>
[TestFixture]
internal sealed class RedisConnectionTests
{
    /// <summary>So long that a command which waits for a connection would still wait when the test gives up.</summary>
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(10);

    private static readonly EntryName Name = Names.Of("a");

    [Test, Property("Failure", "X2"), Property("Failure", "X5")]
    public async Task AnyCommand_ServerIsGone_FailsAtOnceAndIsNotQueued()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using RedisConnection connection = Open(redis);
        await connection.OpenAsync(Mock.Of<IStoreListener>());
        redis.Stop();
        await Nodes.UntilAsync(() => !connection.IsConnected);

        Assert.That(async () => await connection.Entries.ReadAsync(Name, blocking: false).Soon(), Throws.InstanceOf<RedisException>());
        Assert.That(async () => await connection.Entries.InvalidateAsync(Name, CommandTimeout).Soon(), Throws.InstanceOf<RedisException>());
        Assert.That(() => connection.Entries.ReadAsync(Name, blocking: true), Throws.InstanceOf<RedisException>());
    }

    [Test, Property("Failure", "X20"), Property("Failure", "X21")]
    public async Task Lose_ServerEndsOneKindOfConnection_IsTold([Values("normal", "pubsub")] string kind)
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using RedisProbe probe = await RedisProbe.ConnectAsync(redis);
        await using RedisConnection connection = Open(redis);
        var listener = new Mock<IStoreListener>();
        using var lost = new Valve();
        listener.Setup(one => one.Lose(It.IsAny<string>())).Callback(() => _ = lost.HoldAsync());
        await connection.OpenAsync(listener.Object);

        await probe.Database.ExecuteAsync("CLIENT", "KILL", "TYPE", kind, "SKIPME", "yes");

        await lost.ArrivedAsync();
        await Nodes.UntilAsync(() => connection.IsConnected);
    }

    private static RedisConnection Open(RedisServer redis)
    {
        RedisAccess access = RedisAccess.TryParse(redis.Endpoint, CommandTimeout, out _)!;
        return new RedisConnection(
            access, "t:app:1:", origin: 1, IStoreUnderTest.InlineBytes, RedisStore.MaxEnvelopeBytes, CommandTimeout, TimeProvider.System, NullLogger.Instance);
    }
}
