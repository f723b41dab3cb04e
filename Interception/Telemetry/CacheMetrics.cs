using System.Diagnostics.Metrics;

namespace Interception.Telemetry;

/// <summary>The instruments of the meter "Interception". Methods are tags; keys, arguments and results never are.</summary>
/// <remarks>Thread-safe. Nothing is built where nobody listens.</remarks>
internal sealed class CacheMetrics : IDisposable
{
    public const string MeterName = "Interception";

    private readonly Meter _meter;
    private readonly Counter<long>? _requests;
    private readonly Counter<long>? _checks;
    private readonly Counter<long>? _refused;
    private readonly Counter<long>? _overdue;
    private readonly Histogram<double>? _checkDuration;
    private readonly Histogram<double>? _staleness;
    private readonly Counter<long>? _storeReads;
    private readonly Counter<long>? _storeErrors;
    private readonly Counter<long>? _messages;
    private readonly bool _ownsMeter;

    /// <summary>Creates the instruments on the application's meters, or on one of its own where there are none.</summary>
    public CacheMetrics(IMeterFactory? meters)
    {
        _ownsMeter = meters is null;
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _requests = TryCreate(() => _meter.CreateCounter<long>(
            "interception.requests", "{call}", "Calls of cached methods, by result: hit, miss, wait for a hit that waited for its check, bypass for a call that can't be cached, or holdout for one that was sent past the cache."));
        _checks = TryCreate(() => _meter.CreateCounter<long>(
            "interception.checks", "{check}", "Stale checks, by result: unchanged, changed, failed, superseded, adopted, elsewhere or cancelled."));
        _refused = TryCreate(() => _meter.CreateCounter<long>(
            "interception.checks.refused", "{check}", "Stale checks not made, by result: full for a full queue or a method that hangs, budget for one over its budget."));
        _overdue = TryCreate(() => _meter.CreateCounter<long>(
            "interception.runs.overdue", "{run}", "Runs that outlived their RunTimeout."));
        _checkDuration = TryCreate(() => _meter.CreateHistogram<double>(
            "interception.check.duration", "s", "How long stale checks took."));
        _storeReads = TryCreate(() => _meter.CreateCounter<long>(
            "interception.store.reads", "{read}", "Answers looked for in the shared store after a miss, by result: hit, miss, or out."));
        _storeErrors = TryCreate(() => _meter.CreateCounter<long>(
            "interception.store.errors", "{error}", "Commands that failed, by reason: timeout, unreachable, refused, message, or full for a write that was not sent because too many waited."));
        _messages = TryCreate(() => _meter.CreateCounter<long>(
            "interception.store.messages", "{message}", "Messages of other nodes, by type: set, tombstone, or generation."));
        _staleness = TryCreate(() => _meter.CreateHistogram<double>(
            "interception.staleness", "s", "How long an answer had been wrong at most when a check found it changed."));
    }

    /// <summary>Adds the instruments that are read when somebody looks.</summary>
    public void Observe(Func<int> queueLength, Func<int> entries, Func<long> bytes)
    {
        TryCreate(() => _meter.CreateObservableUpDownCounter(
            "interception.queue.length", queueLength, "{check}", "Stale checks waiting to be run."));
        TryCreate(() => _meter.CreateObservableUpDownCounter("interception.entries", entries, "{entry}", "Answers in memory."));
        TryCreate(() => _meter.CreateObservableUpDownCounter(
            "interception.bytes", bytes, "By", "What the answers in memory are charged."));
    }

    /// <summary>Adds what each method's answers have been estimated at.</summary>
    public void ObserveStaleShare(Func<IEnumerable<Measurement<double>>> shares) => TryCreate(() => _meter.CreateObservableGauge(
        "interception.stale.share", shares, "1", "The share of answers from the cache that are estimated to have been stale, since the start."));

    public void Hit(string method) => Request(method, "hit");

    public void Miss(string method) => Request(method, "miss");

    public void Waited(string method) => Request(method, "wait");

    public void Bypass(string method) => Request(method, "bypass");

    public void HeldOut(string method) => Request(method, "holdout");

    public void Checked(string method, string result, TimeSpan duration)
    {
        Count(_checks, method, result);
        Record(_checkDuration, duration, method);
    }

    public void Refused(string method) => Count(_refused, method, "full");

    public void OverBudget(string method) => Count(_refused, method, "budget");

    public void Overdue(string method) => Count(_overdue, method);

    public void StoreRead(string method, string result) => Count(_storeReads, method, result);

    public void StoreFailed(string reason) => CountTagged(_storeErrors, "reason", reason);

    public void MessageReceived(string type) => CountTagged(_messages, "type", type);

    public void StalenessFound(string method, TimeSpan atMost) => Record(_staleness, atMost, method);

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private void Request(string method, string result) => Count(_requests, method, result);

    /// <summary>Creates an instrument; one that a listener refuses to be told of is left out.</summary>
    private static T? TryCreate<T>(Func<T> create)
        where T : Instrument
    {
        try
        {
            return create();
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static void CountTagged(Counter<long>? counter, string tag, string value)
    {
        if (counter is not { Enabled: true })
        {
            return;
        }

        try
        {
            counter.Add(1, new KeyValuePair<string, object?>(tag, value));
        }
        catch (Exception)
        {
            // Not counted.
        }
    }

    // A listener is the application's own code: what it throws must not become a call's.
    private static void Count(Counter<long>? counter, string method, string? result = null)
    {
        if (counter is not { Enabled: true })
        {
            return;
        }

        try
        {
            if (result is null)
            {
                counter.Add(1, new KeyValuePair<string, object?>("method", method));
            }
            else
            {
                counter.Add(1, new("method", method), new("result", result));
            }
        }
        catch (Exception)
        {
            // Not counted.
        }
    }

    private static void Record(Histogram<double>? histogram, TimeSpan value, string method)
    {
        if (histogram is not { Enabled: true })
        {
            return;
        }

        try
        {
            histogram.Record(value.TotalSeconds, new KeyValuePair<string, object?>("method", method));
        }
        catch (Exception)
        {
            // Not recorded.
        }
    }
}
