using System.Collections.Concurrent;
using System.Diagnostics;

namespace Interception.Faults.Node.Services;

/// <summary>When this node last ran the method for each key, so that a call can be told from the run inside it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RunLog
{
    private readonly ConcurrentDictionary<(int Key, string Tenant), Span> _last = new();

    public Run Begin(int key, string tenant) => new(this, key, tenant, Stopwatch.GetTimestamp());

    /// <summary>How long the last run for a key took that began at or after a moment; null for none.</summary>
    public TimeSpan? DurationSince(int key, string tenant, long since) =>
        _last.TryGetValue((key, tenant), out Span span) && span.Start >= since
            ? Stopwatch.GetElapsedTime(span.Start, span.End)
            : null;

    private readonly record struct Span(long Start, long End);

    /// <summary>A run in progress; disposing of it ends it.</summary>
    internal readonly struct Run(RunLog log, int key, string tenant, long start) : IDisposable
    {
        public void Dispose() => log._last[(key, tenant)] = new Span(start, Stopwatch.GetTimestamp());
    }
}
