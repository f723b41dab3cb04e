using System.Diagnostics;
using Interception.Storage.Shared;

namespace Interception.Tests.Support;

/// <summary>Several nodes of one application, in one process and on one Redis, each with a container, a clock and an origin of its own.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private readonly List<CacheHost> _hosts = [];

    private Nodes(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    public CacheHost this[int index] => _hosts[index];

    /// <summary>Starts a Redis and nodes that are in contact with it.</summary>
    public static async Task<Nodes> StartAsync(
        int count, Action<MethodOptions>? settings = null, Action<RedisOptions>? redis = null)
    {
        var nodes = new Nodes(await RedisServer.StartNewAsync());
        for (int i = 0; i < count; i++)
        {
            await nodes.AddAsync(settings, redis);
        }

        return nodes;
    }

    /// <summary>Adds a node.</summary>
    public async Task<CacheHost> AddAsync(Action<MethodOptions>? settings = null, Action<RedisOptions>? redis = null)
    {
        CacheHost host = CacheHost.OfSource(settings, options =>
        {
            options.Application = "tests";
            options.Redis = new RedisOptions { Configuration = Redis.Endpoint, Timeout = TimeSpan.FromSeconds(5) };
            redis?.Invoke(options.Redis);
        });
        _hosts.Add(host);
        await ContactAsync(host);
        return host;
    }

    /// <summary>Waits until a node uses the store.</summary>
    public static async Task ContactAsync(CacheHost host)
    {
        SharedStore store = host.Runtime.Store!;
        await PassTimeUntilAsync(host, () => store.IsUsable);
    }

    /// <summary>
    /// Lets a node's time pass until something holds that other threads bring about; no faster than the server's, or the node would draw
    /// tokens ahead of it.
    /// </summary>
    public static async Task PassTimeUntilAsync(CacheHost host, Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (long last = Stopwatch.GetTimestamp(); !holds();)
        {
            limit.Token.ThrowIfCancellationRequested();
            long now = Stopwatch.GetTimestamp();
            host.Clock.Advance(Stopwatch.GetElapsedTime(last, now));
            last = now;
            await Task.Yield();
        }
    }

    /// <summary>Waits until something holds that other threads bring about, while all clocks stand.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (CacheHost host in _hosts)
        {
            await host.DisposeAsync();
        }

        Redis.Dispose();
    }
}
