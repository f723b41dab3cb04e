using System.Net.Sockets;

namespace Interception.Faults.Node.Services;

/// <summary>One connection to the source: a line asks, a line answers.</summary>
internal sealed class SourceConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    public SourceConnection(TcpClient client)
    {
        _client = client;
        client.NoDelay = true;
        _reader = new StreamReader(client.GetStream());
        _writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Returns null when the source has closed the connection.</summary>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        await _writer.WriteLineAsync(question.AsMemory(), cancellationToken);
        return await _reader.ReadLineAsync(cancellationToken);
    }

    /// <inheritdoc cref="AskAsync"/>
    public string? Ask(string question)
    {
        _writer.WriteLine(question);
        return _reader.ReadLine();
    }

    public void Dispose() => _client.Dispose();
}
