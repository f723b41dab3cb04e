using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Interception.Faults.Node.Load;

namespace Interception.Faults.Node.Watch;

/// <summary>Listens to the library's meter: adds its counters up, and tells each call what it was counted as.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class MeterWatch : IDisposable
{
    private const string MeterName = "Interception";
    private const string Requests = "interception.requests";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counters = new();
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
    public Dictionary<string, long> Counters => new(_counters);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = instrument.Name;
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _trap.Look("metric", tag.Value as string);
            if (tag is { Key: "result", Value: string result })
            {
                name = $"{instrument.Name}/{result}";
                if (instrument.Name == Requests)
                {
                    CallTag.Note(result);
                }
            }
        }

        _counters.AddOrUpdate(name, value, (_, sum) => sum + value);
    }
}
