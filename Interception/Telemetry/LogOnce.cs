using System.Collections.Concurrent;

namespace Interception.Telemetry;

/// <summary>Writes a line once for each kind of reason.</summary>
/// <remarks>Thread-safe. Kinds are exception types, of which there are few.</remarks>
internal sealed class LogOnce
{
    private readonly ConcurrentDictionary<Type, bool> _written = new();

    public void Run(Type kind, Action write)
    {
        if (_written.TryAdd(kind, true))
        {
            write();
        }
    }
}
