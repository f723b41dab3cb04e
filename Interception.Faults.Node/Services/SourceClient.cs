using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Interception.Faults.Node.Services;

/// <summary>Asks the source over the loopback, one question at a time on each of its connections.</summary>
/// <remarks>Thread-safe. A connection whose question was not answered in full is closed, not used again.</remarks>
internal sealed class SourceClient(int port) : IDisposable
{
    private readonly ConcurrentBag<SourceConnection> _idle = [];

    public async Task<Reading> ReadAsync(int key, string tenant, CancellationToken cancellationToken)
    {
        SourceConnection connection = await TakeAsync(cancellationToken);
        try
        {
            Reading reading = Parse(key, tenant, await connection.AskAsync($"{key} {tenant}", cancellationToken));
            _idle.Add(connection);
            return reading;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Reading Read(int key, string tenant)
    {
        if (!_idle.TryTake(out SourceConnection? connection))
        {
            var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            connection = new SourceConnection(client);
        }

        try
        {
            Reading reading = Parse(key, tenant, connection.Ask($"{key} {tenant}"));
            _idle.Add(connection);
            return reading;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out SourceConnection? connection))
        {
            connection.Dispose();
        }
    }

    private async ValueTask<SourceConnection> TakeAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out SourceConnection? connection))
        {
            return connection;
        }

        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new SourceConnection(client);
    }

    private static Reading Parse(int key, string tenant, string? line) =>
        line?.Split(' ') is [string version, string canary]
            ? new Reading(key, tenant, long.Parse(version, System.Globalization.CultureInfo.InvariantCulture), canary)
            : throw new SourceFailedException();
}
