using System.Collections.Concurrent;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Checks;

/// <summary>Listens to every command that a server is sent, and keeps those that hold one of some texts.</summary>
internal sealed class MonitorWatch : IDisposable
{
    private readonly RespConnection _connection;
    private readonly string[] _texts;
    private readonly ConcurrentQueue<string> _found = new();
    private readonly Thread _thread;
    private int _commands;

    public MonitorWatch(RespConnection connection, params string[] texts)
    {
        _connection = connection;
        _texts = texts;
        connection.Ask("MONITOR");
        connection.WaitWithoutLimit();
        _thread = new Thread(Listen) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many commands have been seen.</summary>
    public int Commands => Volatile.Read(ref _commands);

    /// <summary>The commands that held one of the texts.</summary>
    public string[] Found => [.. _found];

    public void Dispose()
    {
        _connection.Dispose();
        _thread.Join();
    }

    private void Listen()
    {
        try
        {
            while (_connection.Read() is string command)
            {
                Interlocked.Increment(ref _commands);
                if (_texts.Any(text => command.Contains(text, StringComparison.OrdinalIgnoreCase)))
                {
                    _found.Enqueue(command);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The watch is over, or the server is gone.
        }
    }
}
