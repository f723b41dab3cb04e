using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Interception.Tests.Support;

/// <summary>A Redis of its own for a test: nothing on disk, a free port of the loopback, ended by its process.</summary>
internal sealed class RedisServer : IDisposable
{
    private const string SkipVariable = "INTERCEPTION_NO_REDIS";

    private readonly string[] _arguments;
    private Process? _process;

    private RedisServer(int port, string[] arguments)
    {
        Port = port;
        _arguments = arguments;
    }

    public int Port { get; }

    public string Endpoint => $"127.0.0.1:{Port}";

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>
    /// Starts one, and answers when it accepts connections. Without redis-server the test fails, unless it is told to skip.
    /// </summary>
    public static async Task<RedisServer> StartNewAsync(params string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(SkipVariable) == "1")
        {
            Assert.Ignore($"It needs redis-server, and {SkipVariable}=1 says that there is none.");
        }

        // Another process may take the port between the question and the start; then the next one is tried.
        for (int attempt = 0; ; attempt++)
        {
            var server = new RedisServer(FreePort(), arguments);
            try
            {
                await server.StartAsync();
                return server;
            }
            catch (Exception exception)
            {
                server.Dispose();
                if (attempt == 3 || exception is not InvalidOperationException)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Starts it again, empty, on the same port.</summary>
    public async Task StartAsync()
    {
        Assert.That(IsRunning, Is.False, "the server is running already");
        var start = new ProcessStartInfo("redis-server")
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] fixedArguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--loglevel", "notice",
        ];
        foreach (string argument in (string[])[.. fixedArguments, .. _arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        await WaitUntilReadyAsync(_process);
    }

    /// <summary>Ends it at once, as a crash does; what it held is lost.</summary>
    public void Stop()
    {
        if (_process is null)
        {
            return;
        }

        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops it in its tracks: connections stay open, and nothing is answered.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    public void Dispose() => Stop();

    // It is read to the end of its life: a full pipe would stop the server.
    private static async Task WaitUntilReadyAsync(Process process)
    {
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null || line.Data.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult(line.Data is not null);
            }
        };
        process.BeginOutputReadLine();
        if (!await ready.Task.WaitAsync(TimeSpan.FromSeconds(30)))
        {
            throw new InvalidOperationException($"redis-server (process {process.Id}) ended before it accepted connections.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Signal(string signal)
    {
        Assert.That(IsRunning, "the server is not running");
        using Process kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
