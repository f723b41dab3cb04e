using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>How the cache comes by its connection: one of its own, or one that the application has.</summary>
internal abstract class RedisAccess
{
    /// <summary>What an application registers that has a connection.</summary>
    public static Type ServiceType => typeof(IConnectionMultiplexer);

    /// <summary>Whether the connection is closed with the cache, and whether its settings are the cache's own.</summary>
    public abstract bool IsOwn { get; }

    /// <summary>Connects to what a configuration string names.</summary>
    /// <param name="configuration">In StackExchange.Redis' own form.</param>
    /// <param name="timeout">How long one command may take.</param>
    /// <param name="problem">What is wrong with the string; it quotes nothing of it, since it may hold a password.</param>
    public static RedisAccess? TryParse(string configuration, TimeSpan timeout, out string? problem)
    {
        try
        {
            ConfigurationOptions options = ConfigurationOptions.Parse(configuration);
            problem = options.EndPoints.Count == 0 ? "it names no server" : null;
            return problem is null ? new OwnConnection(Tune(options, timeout)) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            problem = "it can't be read";
            return null;
        }
    }

    /// <summary>Uses a connection of the application, which stays the application's.</summary>
    /// <param name="find">Finds it; called in the background, because finding it may mean to connect.</param>
    public static RedisAccess To(Func<object> find) => new ApplicationConnection(find);

    /// <summary>What the connection puts before the channels that it subscribes to. Scripts that publish must do the same.</summary>
    public abstract string ChannelPrefix(IConnectionMultiplexer connection);

    /// <summary>Gets the connection; whether it works is another matter.</summary>
    public abstract Task<IConnectionMultiplexer> ConnectAsync();

    /// <summary>
    /// What makes an outage cheap: nothing is queued while there is no connection, timeouts are noticed soon, reconnecting starts at
    /// once, and the application starts without the server.
    /// </summary>
    private static ConfigurationOptions Tune(ConfigurationOptions options, TimeSpan timeout)
    {
        options.AbortOnConnectFail = false;
        options.ChannelPrefix = default;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectRetry = 1;
        options.ConnectTimeout = 1000;
        options.AsyncTimeout = (int)timeout.TotalMilliseconds;
        options.SyncTimeout = (int)timeout.TotalMilliseconds;
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(50); // A timeout is noticed at the next beat only.
        options.KeepAlive = 1;
        options.ReconnectRetryPolicy = new LinearRetry(200);
        options.ClientName ??= "Interception";
        return options;
    }

    private sealed class OwnConnection(ConfigurationOptions options) : RedisAccess
    {
        public override bool IsOwn => true;

        public override string ChannelPrefix(IConnectionMultiplexer connection) => string.Empty;

        public override async Task<IConnectionMultiplexer> ConnectAsync() =>
            await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }

    private sealed class ApplicationConnection(Func<object> find) : RedisAccess
    {
        public override bool IsOwn => false;

        public override string ChannelPrefix(IConnectionMultiplexer connection) =>
            ConfigurationOptions.Parse(connection.Configuration, ignoreUnknown: true).ChannelPrefix.ToString();

        public override Task<IConnectionMultiplexer> ConnectAsync() => Task.Run(() => (IConnectionMultiplexer)find());
    }
}
