using System.Text;
using Interception.Faults.Tests.Checks;

namespace Interception.Faults.Tests.Servers;

/// <summary>A Redis Cluster of three masters that share the slots.</summary>
internal sealed class RedisCluster : IServers
{
    private const int Masters = 3;

    private static readonly TimeSpan FormLimit = TimeSpan.FromSeconds(30);

    private readonly List<RedisServer> _servers = [];

    private RedisCluster()
    {
    }

    public string Configuration => string.Join(',', _servers.Select(server => server.Configuration));

    public IReadOnlyList<int> Ports => [.. _servers.Select(server => server.Port)];

    /// <summary>Starts the servers, joins them, and returns when each of them sees all slots served.</summary>
    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        try
        {
            for (int index = 0; index < Masters; index++)
            {
                cluster._servers.Add(await RedisServer.StartAsync(
                    "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-config-file", $"nodes{index}.conf"));
            }

            await cluster.FormAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many masters with slots the cluster has, as its first server sees it.</summary>
    public int CountMasters()
    {
        using RespConnection connection = _servers[0].Connect();
        string nodes = Encoding.ASCII.GetString((byte[])connection.Ask("CLUSTER", "NODES")!);
        return nodes.Split('\n').Count(
            line => line.Contains("master", StringComparison.Ordinal) && line.TrimEnd()[^1] is >= '0' and <= '9');
    }

    /// <summary>Kills one master and starts it again; it finds its slots in its configuration file.</summary>
    public async Task FailAndRecoverAsync()
    {
        await _servers[0].FailAndRecoverAsync();
        await Deadline.UntilAsync("the cluster is whole again", FormLimit, () => Task.FromResult(_servers.All(IsWhole)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisServer server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task FormAsync()
    {
        const int slots = 16_384;
        for (int index = 0; index < Masters; index++)
        {
            using RespConnection connection = _servers[index].Connect();
            connection.Ask("CLUSTER", "SET-CONFIG-EPOCH", index + 1);
            connection.Ask("CLUSTER", "ADDSLOTSRANGE", slots * index / Masters, (slots * (index + 1) / Masters) - 1);
            connection.Ask("CLUSTER", "MEET", "127.0.0.1", _servers[0].Port);
        }

        await Deadline.UntilAsync("the cluster has formed", FormLimit, () => Task.FromResult(_servers.All(IsWhole)));
    }

    private static bool IsWhole(RedisServer server) => RespConnection.Try(server.Port, connection =>
    {
        string info = Encoding.ASCII.GetString((byte[])connection.Ask("CLUSTER", "INFO")!);
        return info.Contains("cluster_state:ok", StringComparison.Ordinal)
            && info.Contains($"cluster_known_nodes:{Masters}", StringComparison.Ordinal)
            && info.Contains($"cluster_size:{Masters}", StringComparison.Ordinal);
    });
}
