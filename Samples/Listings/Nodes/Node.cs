using System.Net.Http.Json;
using Listings.Operations;

namespace Listings.Nodes;

/// <summary>One instance of this application, in a process of its own, seen from outside over HTTP.</summary>
public sealed class Node : IDisposable
{
    private const string ReadyLine = "Listings: http://";
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _process;
    private readonly HttpClient _client = new() { Timeout = RequestLimit };

    private Node(IEnumerable<string> args)
    {
        // Started as this process was: by the application's own program, or by dotnet.
        string assembly = typeof(Node).Assembly.Location;
        string program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? "exe" : null);
        bool isOwn = Environment.ProcessPath == program;
        string[] settings = ["--urls", "http://127.0.0.1:0", .. args];
        _process = ChildProcess.Start(
            isOwn ? program : "dotnet",
            isOwn ? settings : ["exec", assembly, .. settings],
            AppContext.BaseDirectory,
            line => line.StartsWith(ReadyLine, StringComparison.Ordinal));
    }

    /// <summary>How many lines it has written, to its log above all.</summary>
    public long LineCount => _process.LineCount;

    /// <summary>Starts the application's own program on a free port and waits until it listens.</summary>
    /// <param name="args">Settings as on the command line.</param>
    /// <param name="cancellationToken">Ends the wait, and then the process too.</param>
    public static async Task<Node> StartAsync(IEnumerable<string> args, CancellationToken cancellationToken)
    {
        var node = new Node(args);
        try
        {
            string line = await node._process.WhenReadyAsync(cancellationToken);
            node._client.BaseAddress = new Uri(line.Split(' ')[1]);
            return node;
        }
        catch
        {
            node.Dispose();
            throw;
        }
    }

    /// <summary>Gets a page of HTML.</summary>
    /// <exception cref="HttpRequestException">It did not answer, or not with 200.</exception>
    public Task<string> GetPageAsync(string address, CancellationToken cancellationToken) =>
        _client.GetStringAsync(new Uri(address, UriKind.Relative), cancellationToken);

    /// <summary>Asks for its figures, as <see cref="CacheStatistics"/> names them.</summary>
    public async Task<NodeFigures> GetFiguresAsync(CancellationToken cancellationToken) =>
        new((await _client.GetFromJsonAsync<Dictionary<string, long>>(
            new Uri(CacheStatistics.Path, UriKind.Relative), cancellationToken))!);

    /// <summary>Asks how it is.</summary>
    public async Task<string> GetHealthAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(HealthText.Path, UriKind.Relative);
        using HttpResponseMessage response = await _client.GetAsync(address, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Ends the process at once.</summary>
    public void Dispose()
    {
        _process.Dispose();
        _client.Dispose();
    }
}
