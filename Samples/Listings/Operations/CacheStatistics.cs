using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Listings.Cities;
using Listings.Database;

namespace Listings.Operations;

/// <summary>The figures of this application by name: runs, queries, and every counter of the meter "Interception".</summary>
/// <remarks>
/// A counter's name ends with its tags but for the method: <c>interception.checks changed</c>. Thread-safe. It listens to the
/// meter of its own application only, so several in one process don't count for each other.
/// </remarks>
public sealed class CacheStatistics : IDisposable
{
    /// <summary>The address that tells the figures.</summary>
    public const string Path = "/stats";

    /// <summary>The name of the listing's runs, for callers and for checks.</summary>
    public const string Runs = "listings.runs";

    /// <summary>The name of the database queries.</summary>
    public const string Queries = "listings.queries";

    private const string MeterName = "Interception";
    private const string MethodTag = "method";

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly RunCounter _runs;
    private readonly QueryCounter _queries;

    /// <summary>Starts to count.</summary>
    /// <param name="runs">Counts the runs.</param>
    /// <param name="queries">Counts the queries.</param>
    /// <param name="meters">The application's meters.</param>
    public CacheStatistics(RunCounter runs, QueryCounter queries, IMeterFactory meters)
    {
        (_runs, _queries) = (runs, queries);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName && instrument.Meter.Scope == meters && instrument is Counter<long>)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            _counts.AddOrUpdate(NameOf(instrument, tags), count, (_, before) => before + count));
        _listener.Start();
    }

    /// <summary>Reads the figures, by name.</summary>
    public IReadOnlyDictionary<string, long> Read() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal)
    {
        [Runs] = _runs.Count,
        [Queries] = _queries.Count,
    };

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static string NameOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = instrument.Name;
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            name = tag.Key == MethodTag ? name : $"{name} {tag.Value}";
        }

        return name;
    }
}
