using System.Diagnostics;

namespace Interception.Faults.Tests.Servers;

/// <summary>Shows that the servers are what the runs take them for.</summary>
[TestFixture, Category("Rig")]
internal sealed class ServersTests
{
    [Test]
    public async Task RedisServer_KilledAndRestarted_IsEmptyOnTheSamePort()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        using (RespConnection connection = server.Connect())
        {
            connection.Ask("SET", "a", new byte[] { 0, 13, 10, 255 });
            Assert.That(connection.Ask("GET", "a"), Is.EqualTo(new byte[] { 0, 13, 10, 255 }));
        }

        server.Kill();
        Assert.That(RespConnection.Try(server.Port, _ => true), Is.False);
        await server.RestartAsync();

        using RespConnection again = server.Connect();
        Assert.That(again.Ask("GET", "a"), Is.Null);
    }

    [Test]
    public async Task RespConnection_ManyCommandsTogether_AnsweredInTheirOrder()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        using RespConnection connection = server.Connect();
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(number => new string('x', number))];

        IReadOnlyList<object?> replies = connection.AskAll(texts.Select(text => (object[])["ECHO", text]));

        Assert.That(replies.Select(reply => ((byte[])reply!).Length), Is.EqualTo(Enumerable.Range(0, 2_000)));
        Assert.That(connection.Ask("PING"), Is.EqualTo("PONG"));
    }

    [Test]
    public async Task RedisServer_Frozen_AcceptsAndDoesNotAnswerUntilThawed()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        server.Freeze();
        bool whileFrozen = RespConnection.Try(
            server.Port, connection => connection.Ask("PING") is "PONG", TimeSpan.FromMilliseconds(300));
        server.Thaw();

        Assert.That(whileFrozen, Is.False);
        Assert.That(RespConnection.Try(server.Port, connection => connection.Ask("PING") is "PONG"), Is.True);
    }

    [Test]
    public async Task RedisServer_FrozenAndDisposedOf_IsGone()
    {
        RedisServer server = await RedisServer.StartAsync();
        server.Freeze();

        await server.DisposeAsync();

        Assert.That(RespConnection.Try(server.Port, _ => true), Is.False);
    }

    [Test]
    public async Task RedisCluster_Started_HasThreeMastersThatShareTheSlots()
    {
        await using RedisCluster cluster = await RedisCluster.StartAsync();

        Assert.That(cluster.CountMasters(), Is.EqualTo(3));
        int refused = cluster.Ports.Count(
            port => !RespConnection.Try(port, connection => connection.Ask("SET", "a", "1") is "OK"));
        Assert.That(refused, Is.EqualTo(2), "one server serves the slot, the others say MOVED");
    }

    [Test]
    public async Task RedisCluster_MasterFails_IsWholeAgain()
    {
        await using RedisCluster cluster = await RedisCluster.StartAsync();

        await cluster.FailAndRecoverAsync();

        Assert.That(cluster.CountMasters(), Is.EqualTo(3));
    }

    [Test]
    public async Task SentinelTrio_MasterKilled_NamesTheReplica()
    {
        await using SentinelTrio trio = await SentinelTrio.StartAsync();
        int before = trio.MasterPort()!.Value;

        await trio.FailAndRecoverAsync();

        Assert.That(trio.MasterPort(), Is.Not.Null.And.Not.EqualTo(before));
    }

    [Test]
    public async Task GarnetServer_Started_RunsScripts()
    {
        await using GarnetServer server = await GarnetServer.StartAsync();
        using RespConnection connection = RespConnection.Open(server.Ports[0]);

        Assert.That(connection.Ask("EVAL", "return redis.call('GET', KEYS[1])", 1, "a"), Is.Null);
        Assert.That(connection.Ask("EVAL", "return 7", 0), Is.EqualTo(7));
    }

    [Test]
    public async Task RestrictedRedis_Eval_IsRefused()
    {
        await using RestrictedRedis server = await RestrictedRedis.StartAsync();
        using RespConnection connection = server.ConnectAsUser();

        Assert.That(connection.Ask("SET", "a", "1"), Is.EqualTo("OK"));
        Assert.That(
            () => connection.Ask("EVAL", "return 7", 0),
            Throws.InstanceOf<RespException>().With.Message.StartsWith("NOPERM"));
    }

    [Test]
    public async Task ChildProgram_ParentsEndOfTheLeashClosed_ProgramIsGone()
    {
        using var folder = new ServerFolder();
        ChildProgram program = ChildProgram.Start(folder.Path, "sleep", "600");
        using Process sleep = Process.GetProcessById(program.Id);

        program.Dispose();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await sleep.WaitForExitAsync(limit.Token);
        Assert.That(sleep.HasExited, Is.True);
    }
}
