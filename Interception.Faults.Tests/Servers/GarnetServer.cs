using System.Globalization;
using Interception.Faults.Tests.Checks;

namespace Interception.Faults.Tests.Servers;

/// <summary>Garnet, Microsoft's server that speaks the protocol of Redis, as the local tool that the manifest names.</summary>
internal sealed class GarnetServer : IServers
{
    /// <summary>The version in <c>.config/dotnet-tools.json</c>.</summary>
    public const string Version = "2.2.8";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ServerFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private ChildProgram? _program;

    private GarnetServer()
    {
    }

    public string Configuration => $"127.0.0.1:{_port}";

    public IReadOnlyList<int> Ports => [_port];

    public static async Task<GarnetServer> StartAsync()
    {
        var server = new GarnetServer();
        await server.RestartAsync();
        return server;
    }

    public async Task FailAndRecoverAsync()
    {
        _program!.Dispose();
        await RestartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _program?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RestartAsync()
    {
        _program = ChildProgram.Start(
            _folder.Path, "dotnet",
            [
                "exec", "--roll-forward", "Major", ToolPath(),
                "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
                "--lua", "true", "--memory", "128m", "--index", "16m",
            ]);
        await Deadline.UntilAsync(
            $"the Garnet server on port {_port} answers", StartLimit,
            () => Task.FromResult(RespConnection.Try(_port, connection => connection.Ask("PING") is "PONG")));
    }

    // The program itself: "dotnet tool run" would put another process between, which would be killed in its place.
    private static string ToolPath() => LocalTool.Find("garnet-server", Version);
}
