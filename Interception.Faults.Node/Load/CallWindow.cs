using System.Collections.Concurrent;
using System.Diagnostics;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Load;

/// <summary>Gathers the calls that end within one window of measurement.</summary>
/// <remarks>Thread-safe. Lists of what should not happen are bounded: some are as telling as all.</remarks>
internal sealed class CallWindow(long logLinesBefore)
{
    private const int MaxListed = 1_000;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<string, LatencyHistogram> _byResult = new();
    private readonly LatencyHistogram _all = new();
    private readonly LatencyHistogram _missOverhead = new();
    private readonly ConcurrentQueue<string> _exceptions = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentQueue<string> _regressions = new();
    private long _methodFailures;
    private long _cancelled;

    public void Answered(string result, TimeSpan latency, TimeSpan? run)
    {
        _all.Add(latency);
        _byResult.GetOrAdd(result, static _ => new LatencyHistogram()).Add(latency);
        if (run is { } duration && result != "hit")
        {
            _missOverhead.Add(latency - duration);
        }
    }

    public void Failed(Exception exception) => List(_exceptions, exception.GetType().Name);

    public void MethodFailed() => Interlocked.Increment(ref _methodFailures);

    public void Cancelled() => Interlocked.Increment(ref _cancelled);

    public void Wrong(string what) => List(_wrong, what);

    public void Regressed(string what) => List(_regressions, what);

    public WindowReport Report(long logLines) => new(
        Stopwatch.GetElapsedTime(_start).TotalSeconds,
        _byResult.ToDictionary(pair => pair.Key, pair => pair.Value.Report()),
        _all.Report(), _missOverhead.Report(),
        [.. _exceptions], Volatile.Read(ref _methodFailures), Volatile.Read(ref _cancelled),
        [.. _wrong], [.. _regressions], logLines - logLinesBefore);

    private static void List(ConcurrentQueue<string> list, string what)
    {
        if (list.Count < MaxListed)
        {
            list.Enqueue(what);
        }
    }
}
