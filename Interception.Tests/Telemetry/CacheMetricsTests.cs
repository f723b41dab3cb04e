using System.Diagnostics.Metrics;
using Interception.Telemetry;

namespace Interception.Tests.Telemetry;

[TestFixture]
internal sealed class CacheMetricsTests
{
    [Test]
    public void Create_ListenerRefusesToBeToldOfInstruments_LeavesThemOut()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == CacheMetrics.MeterName)
            {
                throw new InvalidOperationException("Not now.");
            }
        };
        listener.Start();

        using var metrics = new CacheMetrics(null);

        Assert.That(
            () =>
            {
                metrics.Observe(() => 1, () => 1, () => 1);
                metrics.Hit("IPrices.Find");
                metrics.Checked("IPrices.Find", "changed", TimeSpan.FromSeconds(1));
                metrics.StalenessFound("IPrices.Find", TimeSpan.FromSeconds(1));
            },
            Throws.Nothing);
    }

    [Test, Property("Failure", "P9")]
    public void Instruments_Everything_HasUnitAndDescriptionAndTheMethodForATag()
    {
        var published = new List<Instrument>();
        var recorded = new List<string>();
        using var listener = new MeterListener();
        using var metrics = new CacheMetrics(meters: null);
        Meter? own = null;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == CacheMetrics.MeterName && (own ??= instrument.Meter) == instrument.Meter)
            {
                published.Add(instrument);
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => recorded.Add(Text(instrument, value, tags)));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => recorded.Add(Text(instrument, value, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => recorded.Add(Text(instrument, value, tags)));
        listener.Start();

        metrics.Observe(() => 1, () => 2, () => 3);
        metrics.Hit("M");
        metrics.Miss("M");
        metrics.Bypass("M");
        metrics.Refused("M");
        metrics.OverBudget("M");
        metrics.Waited("M");
        metrics.Overdue("M");
        metrics.Checked("M", "failed", TimeSpan.FromSeconds(4));
        metrics.StalenessFound("M", TimeSpan.FromSeconds(5));
        listener.RecordObservableInstruments();

        Assert.That(published.Select(one => one.Unit), Is.All.Not.Empty);
        Assert.That(published.Select(one => one.Description), Is.All.Not.Empty);
        Assert.That(recorded, Is.EquivalentTo((string[])
        [
            "interception.requests 1 method=M result=hit",
            "interception.requests 1 method=M result=miss",
            "interception.requests 1 method=M result=bypass",
            "interception.checks.refused 1 method=M result=full",
            "interception.checks.refused 1 method=M result=budget",
            "interception.requests 1 method=M result=wait",
            "interception.runs.overdue 1 method=M",
            "interception.checks 1 method=M result=failed",
            "interception.check.duration 4 method=M",
            "interception.staleness 5 method=M",
            "interception.queue.length 1",
            "interception.entries 2",
            "interception.bytes 3",
        ]));
    }

    private static string Text<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', [instrument.Name, $"{value}", .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]);
}
