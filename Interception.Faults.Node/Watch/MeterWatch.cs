using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Interception.Faults.Node.Load;

namespace Interception.Faults.Node.Watch;

/// <summary>Listens to the library's meter: adds its counters up, and tells each call what it was counted as.</summary>
/// <remarks>
/// Thread-safe. Every call that is measured counts here before it returns: a counter that took a lock, or made its name anew
/// each time, would be the larger part of what a hit is seen to cost, and checks that count meanwhile would hold it up.
/// </remarks>
internal sealed class MeterWatch : IDisposable
{
    private const string MeterName = "Interception";
    private const string Requests = "interception.requests";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string? Result), StrongBox<long>> _counters = new();
    private readonly CanaryTrap _trap;

    public MeterWatch(CanaryTrap trap)
    {
        _trap = trap;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        _listener.Start();
    }

    /// <summary>Sums of counters, and counts of histograms, by name and result.</summary>
    public Dictionary<string, long> Counters => _counters.ToDictionary(
        pair => pair.Key.Result is null ? pair.Key.Name : $"{pair.Key.Name}/{pair.Key.Result}", pair => Volatile.Read(ref pair.Value.Value));

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? result = null;
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _trap.Look("metric", tag.Value as string);
            if (tag.Key == "result")
            {
                result = tag.Value as string;
            }
        }

        if (result is not null && instrument.Name == Requests)
        {
            CallTag.Note(result);
        }

        Interlocked.Add(ref _counters.GetOrAdd((instrument.Name, result), static _ => new StrongBox<long>()).Value, value);
    }
}
