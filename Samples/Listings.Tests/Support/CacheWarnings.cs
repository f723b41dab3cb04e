using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Listings.Tests.Support;

/// <summary>Keeps what the cache writes to the log at level Warning and above. Thread-safe.</summary>
internal sealed class CacheWarnings : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName.StartsWith("Interception", StringComparison.Ordinal) ? _lines : null);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null && logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines!.Enqueue(formatter(state, exception));
            }
        }
    }
}
