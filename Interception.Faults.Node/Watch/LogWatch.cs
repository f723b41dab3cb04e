using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Interception.Faults.Node.Watch;

/// <summary>A logger that counts lines, keeps the last few and the first errors, and looks for canaries in all of them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LogWatch(CanaryTrap trap) : ILoggerProvider
{
    private const int Kept = 50;

    private readonly ConcurrentQueue<string> _last = new(), _errors = new();
    private long _lines;

    public long Lines => Volatile.Read(ref _lines);

    public string[] Last => [.. _last];

    /// <summary>The first lines of errors and worse.</summary>
    public string[] Errors => [.. _errors];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        Interlocked.Increment(ref _lines);
        string line = $"{level} {category}: {message} {exception}";
        trap.Look("log", line);
        if (level >= LogLevel.Error && _errors.Count < Kept)
        {
            _errors.Enqueue(line);
        }

        _last.Enqueue(line);
        if (_last.Count > Kept)
        {
            _last.TryDequeue(out _);
        }
    }

    private sealed class Logger(LogWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            watch.Write(logLevel, category, formatter(state, exception), exception);
            if (state is IEnumerable<KeyValuePair<string, object?>> properties)
            {
                foreach (KeyValuePair<string, object?> property in properties)
                {
                    watch.Look(property.Value);
                }
            }
        }
    }

    // What stands in no message can still reach a structured log.
    private void Look(object? value) => trap.Look("log property", value?.ToString());
}
