using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Interception.Faults.Tests.Servers;

/// <summary>
/// A connection to a server in the plain protocol of Redis (RESP2): no pool, no retry, nothing between the rig and the wire.
/// </summary>
/// <remarks>
/// Replies are <see cref="string"/> (status), <see cref="long"/>, <see cref="byte"/> arrays, arrays of these, or null. An error
/// reply is a
/// <see cref="RespException"/>. Not thread-safe.
/// </remarks>
internal sealed class RespConnection : IDisposable
{
    /// <summary>As many commands are sent before the replies are read: neither side's buffers fill up meanwhile.</summary>
    private const int MaxTogether = 500;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly TcpClient _client;
    private readonly BufferedStream _stream;

    private RespConnection(TcpClient client)
    {
        _client = client;
        client.NoDelay = true;
        client.ReceiveTimeout = client.SendTimeout = (int)Limit.TotalMilliseconds;
        _stream = new BufferedStream(client.GetStream(), 64 * 1024);
    }

    /// <summary>Connects to a server on the loopback.</summary>
    public static RespConnection Open(int port)
    {
        var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", port);
            return new RespConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>From now on replies may take as long as they like: for listening.</summary>
    public void WaitWithoutLimit() => _client.ReceiveTimeout = 0;

    /// <summary>Asks a server that may not be there; whatever goes wrong is a no.</summary>
    public static bool Try(int port, Func<RespConnection, bool> question, TimeSpan? limit = null)
    {
        try
        {
            using RespConnection connection = Open(port);
            connection._client.ReceiveTimeout = (int)(limit ?? Limit).TotalMilliseconds;
            return question(connection);
        }
        catch (Exception exception) when (exception is IOException or SocketException or RespException)
        {
            return false;
        }
    }

    /// <summary>Sends a command and reads its reply; texts are sent as UTF-8, byte arrays as they are.</summary>
    public object? Ask(params object[] command)
    {
        Send(command);
        return Read();
    }

    /// <summary>Sends commands together and reads their replies: one wait for many.</summary>
    public IReadOnlyList<object?> AskAll(IEnumerable<object[]> commands)
    {
        List<object?> replies = [];
        foreach (object[][] some in commands.Chunk(MaxTogether))
        {
            foreach (object[] command in some)
            {
                Write(command);
            }

            _stream.Flush();
            replies.AddRange(some.Select(_ => Read()));
        }

        return replies;
    }

    /// <summary>Sends a command.</summary>
    public void Send(params object[] command)
    {
        Write(command);
        _stream.Flush();
    }

    /// <summary>Reads the next reply.</summary>
    public object? Read()
    {
        string line = ReadLine();
        long number() => long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
        return line[0] switch
        {
            '+' => line[1..],
            '-' => throw new RespException(line[1..]),
            ':' => number(),
            '$' => ReadBulk(number()),
            '*' => number() is var length && length < 0 ? null : Enumerable.Range(0, (int)length).Select(_ => Read()).ToArray(),
            _ => throw new InvalidDataException($"The server's reply begins with '{line[0]}', which is no RESP2 type."),
        };
    }

    public void Dispose()
    {
        _client.Dispose();
        _stream.Dispose();
    }

    private void Write(object[] command)
    {
        _stream.Write(Encoding.ASCII.GetBytes($"*{command.Length}\r\n"));
        foreach (object part in command)
        {
            byte[] bytes = part as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(part, CultureInfo.InvariantCulture)!);
            _stream.Write(Encoding.ASCII.GetBytes($"${bytes.Length}\r\n"));
            _stream.Write(bytes);
            _stream.Write("\r\n"u8);
        }
    }

    private byte[]? ReadBulk(long length)
    {
        if (length < 0)
        {
            return null;
        }

        byte[] bytes = new byte[length + 2];
        _stream.ReadExactly(bytes);
        return bytes[..^2];
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        int character;
        while ((character = _stream.ReadByte()) != '\n')
        {
            if (character < 0)
            {
                throw new EndOfStreamException("The server has closed the connection.");
            }

            line.Append((char)character);
        }

        return line.ToString().TrimEnd('\r');
    }
}
