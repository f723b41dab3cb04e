using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

/// <summary>A kind of store that the basic suite is run against.</summary>
/// <param name="Name">What it is.</param>
/// <param name="StartAsync">Starts one.</param>
/// <param name="HasScripts">Whether it runs scripts; where not, the nodes have to say in the log what that costs.</param>
internal sealed record StoreCase(string Name, Func<Task<IServers>> StartAsync, bool HasScripts = true)
{
    public static IEnumerable<StoreCase> All =>
    [
        new("Redis", async () => await RedisServer.StartAsync()),
        new("Redis Cluster of 3", async () => await RedisCluster.StartAsync()),
        new("Sentinel", async () => await SentinelTrio.StartAsync()),
        new($"Garnet {GarnetServer.Version}", async () => await GarnetServer.StartAsync()),
        new("ACL without EVAL", async () => await RestrictedRedis.StartAsync(), HasScripts: false),
    ];

    public override string ToString() => Name;
}
