using System.Net;
using System.Net.Sockets;

namespace Interception.Faults.Tests.Proxy;

/// <summary>One connection through a proxy: two pumps, which end together.</summary>
internal sealed class ProxyConnection : IDisposable
{
    private readonly Socket _client;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Random _toServerDice;
    private readonly Random _toClientDice;
    private bool _isDead;

    public ProxyConnection(Socket client, Random dice)
    {
        _client = client;
        _client.NoDelay = true;

        // Each direction has dice of its own: how the two interleave must not change what either throws.
        _toServerDice = new Random(dice.Next());
        _toClientDice = new Random(dice.Next());
    }

    /// <summary>Pumps until one side closes or the connection is reset.</summary>
    public async Task RunAsync(int target, Func<DirectionFault> toServer, Func<DirectionFault> toClient, Action corrupted)
    {
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(
                PumpAsync(_client, _server, toServer, new Corruption(_toServerDice, corrupted)),
                PumpAsync(_server, _client, toClient, new Corruption(_toClientDice, corrupted)));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The server is not there, or the rig has reset the connection: the client learns of it by the close that follows.
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Closes both sides without a goodbye (RST).</summary>
    public void Reset()
    {
        _client.Close(0);
        _server.Close(0);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, Func<DirectionFault> fault, Corruption corruption)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, SocketFlags.None)) > 0)
            {
                await PassAsync(to, buffer.AsMemory(0, read), fault(), corruption);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other end is gone, and so is this connection.
        }
    }

    private async ValueTask PassAsync(Socket to, Memory<byte> bytes, DirectionFault fault, Corruption corruption)
    {
        if (fault.IsBlackHole)
        {
            Volatile.Write(ref _isDead, true);
        }

        if (Volatile.Read(ref _isDead))
        {
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay);
        }

        int length = corruption.Apply(bytes.Span, fault);
        for (int sent = 0; sent < length;)
        {
            sent += await to.SendAsync(bytes[sent..length], SocketFlags.None);
        }
    }
}
