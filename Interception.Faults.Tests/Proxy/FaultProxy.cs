using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Interception.Faults.Tests.Proxy;

/// <summary>Stands between a node and a server, on a port of its own, and does to the traffic what it is told to.</summary>
/// <remarks>
/// Faults can be set at any time and hold for all its connections. The dice are seeded: which byte of a stream is hit follows
/// from the seed and the number of the connection. Thread-safe.
/// </remarks>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly int _target;
    private readonly int _seed;
    private readonly ConcurrentDictionary<ProxyConnection, byte> _connections = new();
    private readonly Lock _gate = new();
    private TcpListener _listener;
    private DirectionFault _toServer = DirectionFault.None;
    private DirectionFault _toClient = DirectionFault.None;
    private long _corrupted;
    private int _accepted;
    private bool _isDisposed;

    public FaultProxy(int target, int seed)
    {
        _target = target;
        _seed = seed;
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    /// <summary>The port that nodes connect to.</summary>
    public int Port { get; }

    /// <summary>What happens to what nodes say.</summary>
    public DirectionFault ToServer
    {
        get => Volatile.Read(ref _toServer);
        set => Volatile.Write(ref _toServer, value);
    }

    /// <summary>What happens to what the server answers.</summary>
    public DirectionFault ToClient
    {
        get => Volatile.Read(ref _toClient);
        set => Volatile.Write(ref _toClient, value);
    }

    /// <summary>How many bytes have been flipped or left out so far.</summary>
    public long Corrupted => Interlocked.Read(ref _corrupted);

    /// <summary>How many connections have been accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Refuses new connections, from now until <see cref="Heal"/>.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _listener.Dispose();
        }
    }

    /// <summary>Resets all connections.</summary>
    public void Reset()
    {
        foreach (ProxyConnection connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>Swallows both directions.</summary>
    public void BlackHole() => ToServer = ToClient = new DirectionFault { IsBlackHole = true };

    /// <summary>
    /// Ends all faults. Connections that a black hole has taken bytes from stay dead until somebody closes them.
    /// </summary>
    public void Heal()
    {
        ToServer = ToClient = DirectionFault.None;
        lock (_gate)
        {
            if (!_listener.Server.IsBound && !_isDisposed)
            {
                _listener = Listen(Port);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _listener.Dispose();
        }

        Reset();
        return ValueTask.CompletedTask;
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync();
            }
            catch (Exception exception)
                when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var dice = new Random(unchecked((_seed * 397) + Interlocked.Increment(ref _accepted)));
        using var connection = new ProxyConnection(client, dice);
        _connections.TryAdd(connection, 0);
        try
        {
            await connection.RunAsync(_target, () => ToServer, () => ToClient, () => Interlocked.Increment(ref _corrupted));
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
