using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Listings.Nodes;

/// <summary>A Redis of this run: on a free port of the loopback, nothing on disk, killed and started again at will.</summary>
public sealed class RedisServer : IDisposable
{
    private const int Attempts = 3;

    private readonly ServerProgram _program;
    private ChildProcess? _process;

    private RedisServer(ServerProgram program, int port) => (_program, Port) = (program, port);

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Where it is reached, as a StackExchange.Redis configuration string.</summary>
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts one and waits until it accepts connections.</summary>
    public static async Task<RedisServer> StartNewAsync(ServerProgram program, CancellationToken cancellationToken)
    {
        // Another process may take the port between the question and the start; then the next one is tried.
        for (int attempt = 1; ; attempt++)
        {
            var server = new RedisServer(program, FreePort());
            try
            {
                await server.StartAsync(cancellationToken);
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                server.Dispose();
            }
            catch
            {
                server.Dispose();
                throw;
            }
        }
    }

    /// <summary>Starts it, empty, on its port, and waits until it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message has its last lines.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Kill();
        string port = Port.ToString(CultureInfo.InvariantCulture);
        _process = ChildProcess.Start(_program.FileName, _program.Arguments(port), _program.Folder, IsReady);
        await _process.WhenReadyAsync(cancellationToken);
    }

    /// <summary>Ends it at once, as a crash does; what it held is lost.</summary>
    public void Kill()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Kill();

    // Both programs say it in a line of their own: "Ready to accept connections tcp" and "* Ready to accept connections".
    private static bool IsReady(string line) => line.Contains("Ready to accept connections", StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
