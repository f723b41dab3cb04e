using System.Globalization;
using System.Text;
using Interception.Faults.Tests.Checks;

namespace Interception.Faults.Tests.Servers;

/// <summary>A master, a replica, and three sentinels that put the replica in the master's place when it dies.</summary>
internal sealed class SentinelTrio : IServers
{
    private const string Service = "rig";
    private const int Quorum = 2;
    private const int Sentinels = 3;

    private static readonly TimeSpan FormLimit = TimeSpan.FromSeconds(30);

    private readonly ServerFolder _folder = new();
    private readonly List<ChildProgram> _sentinels = [];
    private readonly List<int> _sentinelPorts = [];
    private readonly List<RedisServer> _servers = [];

    private SentinelTrio()
    {
    }

    public string Configuration =>
        string.Join(',', _sentinelPorts.Select(port => $"127.0.0.1:{port}")) + $",serviceName={Service}";

    public IReadOnlyList<int> Ports => [MasterPort() ?? _servers[0].Port];

    /// <summary>Starts them all and returns when each sentinel knows the replica and the other sentinels.</summary>
    public static async Task<SentinelTrio> StartAsync()
    {
        var trio = new SentinelTrio();
        try
        {
            RedisServer master = await RedisServer.StartAsync();
            trio._servers.Add(master);
            trio._servers.Add(await RedisServer.StartAsync(
                "--replicaof", $"127.0.0.1 {master.Port}", "--repl-diskless-sync-delay", "0"));
            for (int index = 0; index < Sentinels; index++)
            {
                trio.StartSentinel(master.Port);
            }

            await Deadline.UntilAsync(
                "the sentinels know each other and the replica", FormLimit,
                () => Task.FromResult(trio._sentinelPorts.TrueForAll(KnowsAll)));
            return trio;
        }
        catch
        {
            await trio.DisposeAsync();
            throw;
        }
    }

    /// <summary>The port of the master that the first sentinel names; null for none.</summary>
    public int? MasterPort()
    {
        int? port = null;
        RespConnection.Try(_sentinelPorts[0], connection =>
        {
            object?[]? address = (object?[]?)connection.Ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", Service);
            port = address is null ? null
                : int.Parse(Encoding.ASCII.GetString((byte[])address[1]!), CultureInfo.InvariantCulture);
            return true;
        });
        return port;
    }

    /// <summary>Kills the master and returns when the replica has been made master.</summary>
    public async Task FailAndRecoverAsync()
    {
        int old = MasterPort()!.Value;
        _servers.Single(server => server.Port == old).Kill();
        await Deadline.UntilAsync(
            "the sentinels have made another server the master", FormLimit,
            () => Task.FromResult(MasterPort() is { } port && port != old && RespConnection.Try(port, IsMaster)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ChildProgram sentinel in _sentinels)
        {
            sentinel.Dispose();
        }

        foreach (RedisServer server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private void StartSentinel(int masterPort)
    {
        int port = FreePort.Next();
        string file = Path.Combine(_folder.Path, $"sentinel{port}.conf");
        File.WriteAllText(file, $"""
            port {port}
            bind 127.0.0.1
            sentinel monitor {Service} 127.0.0.1 {masterPort} {Quorum}
            sentinel down-after-milliseconds {Service} 1000
            sentinel failover-timeout {Service} 5000
            sentinel parallel-syncs {Service} 1

            """);
        _sentinels.Add(ChildProgram.Start(_folder.Path, "redis-server", file, "--sentinel"));
        _sentinelPorts.Add(port);
    }

    private static bool KnowsAll(int port) => RespConnection.Try(port, connection =>
        ((object?[])connection.Ask("SENTINEL", "SENTINELS", Service)!).Length == Sentinels - 1
        && ((object?[])connection.Ask("SENTINEL", "REPLICAS", Service)!).Length == 1);

    private static bool IsMaster(RespConnection connection) =>
        ((object?[])connection.Ask("ROLE")!)[0] is byte[] role && Encoding.ASCII.GetString(role) == "master";
}
