namespace Interception.Faults.Tests.Servers;

/// <summary>A Redis whose user may do everything but run scripts.</summary>
internal sealed class RestrictedRedis : IServers
{
    private const string User = "limited";
    private const string Password = "rig-only";

    private readonly RedisServer _server;

    private RestrictedRedis(RedisServer server) => _server = server;

    public string Configuration => $"{_server.Configuration},user={User},password={Password}";

    public IReadOnlyList<int> Ports => _server.Ports;

    public static async Task<RestrictedRedis> StartAsync()
    {
        RedisServer server = await RedisServer.StartAsync();
        var restricted = new RestrictedRedis(server);
        restricted.AddUser();
        return restricted;
    }

    /// <summary>Opens a connection as the user who may not run scripts.</summary>
    public RespConnection ConnectAsUser()
    {
        RespConnection connection = _server.Connect();
        connection.Ask("AUTH", User, Password);
        return connection;
    }

    public async Task FailAndRecoverAsync()
    {
        await _server.FailAndRecoverAsync();
        AddUser();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void AddUser()
    {
        using RespConnection connection = _server.Connect();
        connection.Ask("ACL", "SETUSER", User, "on", ">" + Password, "~*", "&*", "+@all", "-@scripting");
    }
}
