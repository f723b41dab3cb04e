using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Proxy;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

/// <summary>Nodes that reach one Redis through a proxy of their own each.</summary>
internal sealed class ProxiedNodes : IAsyncDisposable
{
    private readonly List<FaultProxy> _proxies = [];

    private ProxiedNodes(RedisServer server) => Server = server;

    public RedisServer Server { get; }

    public Rig Rig { get; } = new();

    public IReadOnlyList<FaultProxy> Proxies => _proxies;

    /// <summary>Starts a server, the proxies, and the nodes behind them.</summary>
    public static Task<ProxiedNodes> StartAsync(int nodes, int seed, NodeConfiguration configuration) =>
        StartAsync(nodes, seed, _ => configuration);

    /// <summary>Starts a server, the proxies, and behind each a node with a configuration of its own.</summary>
    public static async Task<ProxiedNodes> StartAsync(int nodes, int seed, Func<int, NodeConfiguration> configuration)
    {
        var proxied = new ProxiedNodes(await RedisServer.StartAsync());
        try
        {
            for (int index = 0; index < nodes; index++)
            {
                var proxy = new FaultProxy(proxied.Server.Port, seed + index);
                proxied._proxies.Add(proxy);
                await proxied.Rig.AddNodeAsync(configuration(index) with { Redis = $"127.0.0.1:{proxy.Port}" });
            }

            return proxied;
        }
        catch
        {
            await proxied.DisposeAsync();
            throw;
        }
    }

    public void HealAll() => _proxies.ForEach(proxy => proxy.Heal());

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        foreach (FaultProxy proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await Server.DisposeAsync();
    }
}
