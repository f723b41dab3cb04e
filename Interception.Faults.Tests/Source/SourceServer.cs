using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Interception.Faults.Tests.Source;

/// <summary>The source of all readings: answers nodes over the loopback, and can be slow, fail or hang.</summary>
/// <remarks>An answer is read when its question comes and given after the delay: it may be old by then, as in life.</remarks>
internal sealed class SourceServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource? _hang;

    public SourceServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public SourceHistory History { get; } = new();

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether it answers every question with a failure.</summary>
    public bool IsFailing { get; set; }

    /// <summary>From now until <see cref="Heal"/> questions come and no answer goes.</summary>
    public void Hang() => Interlocked.CompareExchange(ref _hang, new(TaskCreationOptions.RunContinuationsAsynchronously), null);

    /// <summary>Ends failures and hangs; what hung is answered now.</summary>
    public void Heal()
    {
        IsFailing = false;
        Interlocked.Exchange(ref _hang, null)?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Heal();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
            try
            {
                while (await reader.ReadLineAsync(_end.Token) is { } question)
                {
                    await writer.WriteLineAsync((await AnswerAsync(question)).AsMemory(), _end.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The node gave up on the question, or ended.
            }
        }
    }

    private async Task<string> AnswerAsync(string question)
    {
        int space = question.IndexOf(' ', StringComparison.Ordinal);
        int key = int.Parse(question.AsSpan(0, space), CultureInfo.InvariantCulture);
        string tenant = question[(space + 1)..];
        bool isFailing = IsFailing;
        long version = History[key].Call(tenant);
        if (_hang is { } hang)
        {
            await hang.Task;
        }

        await Task.Delay(Delay, _end.Token);
        return isFailing ? "!" : string.Create(CultureInfo.InvariantCulture, $"{version} {History.Canary(key, tenant, version)}");
    }
}
