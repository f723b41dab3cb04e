using System.Globalization;
using Interception.Faults.Tests.Checks;

namespace Interception.Faults.Tests.Servers;

/// <summary>A redis-server of this rig's own, on a free port of the loopback, that keeps nothing on disk.</summary>
internal sealed class RedisServer : IServers
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    private readonly ServerFolder _folder = new();
    private readonly string[] _arguments;
    private ChildProgram? _program;

    private RedisServer(int port, string[] arguments)
    {
        Port = port;
        _arguments = arguments;
    }

    public int Port { get; }

    public string Configuration => $"127.0.0.1:{Port}";

    public IReadOnlyList<int> Ports => [Port];

    /// <summary>Starts a server and returns when it answers.</summary>
    public static Task<RedisServer> StartAsync(params string[] arguments) => StartAsync(FreePort.Next(), arguments);

    /// <inheritdoc cref="StartAsync(string[])"/>
    public static async Task<RedisServer> StartAsync(int port, params string[] arguments)
    {
        var server = new RedisServer(port, arguments);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts the killed server again, empty, on the same port, and returns when it answers.</summary>
    public async Task RestartAsync()
    {
        _program = ChildProgram.Start(
            _folder.Path, "redis-server",
            [
                "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                "--enable-debug-command", "yes", .. _arguments,
            ]);
        await Deadline.UntilAsync($"the Redis server on port {Port} answers", StartLimit, IsUpAsync);
    }

    /// <summary>Ends the server with SIGKILL.</summary>
    public void Kill()
    {
        _program?.Dispose();
        _program = null;
    }

    /// <summary>Stops it where it stands, with its connections open.</summary>
    public void Freeze() => _program!.Freeze();

    public void Thaw() => _program!.Thaw();

    /// <summary>Opens a connection for one or more commands.</summary>
    public RespConnection Connect() => RespConnection.Open(Port);

    public async Task FailAndRecoverAsync()
    {
        Kill();
        await RestartAsync();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether a server answers on its port, and has loaded what it has to.</summary>
    private Task<bool> IsUpAsync() => Task.FromResult(RespConnection.Try(Port, connection => connection.Ask("PING") is "PONG"));
}
