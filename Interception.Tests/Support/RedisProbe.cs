using System.Globalization;
using StackExchange.Redis;

namespace Interception.Tests.Support;

/// <summary>Looks into a Redis past the cache, and changes what stands there.</summary>
internal sealed class RedisProbe : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _connection;

    private RedisProbe(ConnectionMultiplexer connection) => _connection = connection;

    public IDatabase Database => _connection.GetDatabase();

    public IServer Server => _connection.GetServers()[0];

    public static async Task<RedisProbe> ConnectAsync(RedisServer server)
    {
        var settings = ConfigurationOptions.Parse(server.Endpoint);
        settings.AllowAdmin = true;
        settings.SyncTimeout = settings.AsyncTimeout = 30_000;
        return new RedisProbe(await ConnectionMultiplexer.ConnectAsync(settings));
    }

    /// <summary>The names of all entries, in alphabetical order; not that of the generations.</summary>
    public string[] Names() => [.. AllNames().Where(name => !name.EndsWith(":generations", StringComparison.Ordinal))];

    public string[] AllNames() => [.. Server.Keys().Select(name => name.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>The one entry there is.</summary>
    public string Name() => Names().Single();

    /// <summary>The channels of caches that somebody listens to.</summary>
    public string[] Channels() => [.. Server.SubscriptionChannels(RedisChannel.Pattern("*:bus")).Select(channel => channel.ToString())];

    public byte[] Get(string name) => (byte[]?)Database.StringGet(name) ?? [];

    public void Set(string name, byte[] bytes) => Database.StringSet(name, bytes, TimeSpan.FromMinutes(5));

    public Task FlushAsync() => Server.FlushAllDatabasesAsync();

    /// <summary>How many commands about entries clients have sent: reads, and scripts.</summary>
    public long RoundTrips() => Server.Info("commandstats").SelectMany(group => group)
        .Where(stat => stat.Key is "cmdstat_getrange" or "cmdstat_eval" or "cmdstat_evalsha")
        .Sum(stat => long.Parse(stat.Value.Split(',')[0].Split('=')[1], CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
