using System.Diagnostics;
using Interception.Telemetry;
using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>What is told about the cache: fixed names and numbers, and nothing of anybody's data.</summary>
[TestFixture]
internal sealed class TelemetryTests
{
    private const int ArgumentCanary = 735_219_004;
    private const string ResultCanary = "canary-in-a-result";

    private readonly List<Activity> _activities = [];
    private ActivityListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _activities.Clear();
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == CacheActivities.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_activities)
                {
                    _activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [TearDown]
    public void StopListening() => _listener.Dispose();

    [Test]
    public async Task Activities_OneForARunOfAMissAndOneForACheckAndNoneForAHit()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Interval);
        using var request = new Activity("request");
        request.Start();
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);
        host.Source.Get(1, default);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        Activity[] seen = [.. _activities];
        Assert.That(seen.Select(one => one.OperationName), Is.EqualTo((string[])["run ISource.GetAsync", "run ISource.Get", "check ISource.GetAsync"]));
        Assert.That(seen[..2].Select(one => one.ParentSpanId), Is.All.EqualTo(request.SpanId));
        Assert.That(seen[2].TraceId, Is.Not.EqualTo(request.TraceId));
    }

    [Test]
    public async Task Requests_AreCountedByResult()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);
        host.Source.Get(1, default);

        Assert.That(
            requests.GetMeasurementSnapshot().Select(one => $"{one.Tags["method"]} {one.Tags["result"]} {one.Value}"),
            Is.EqualTo((string[])["ISource.GetAsync miss 1", "ISource.GetAsync hit 1", "ISource.Get miss 1"]));
    }

    [Test]
    public async Task Checks_AreCountedByResultWithDurationAndStaleness()
    {
        await using CacheHost host = CacheHost.OfSource();
        using MetricCollector<long> checks = host.Collect<long>("interception.checks");
        using MetricCollector<double> durations = host.Collect<double>("interception.check.duration");
        using MetricCollector<double> staleness = host.Collect<double>("interception.staleness");
        await host.Source.GetAsync(1, default);
        await CheckAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(7));
        host.Origin.Text = "new";
        host.Origin.Before = (_, _) =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };
        await CheckAsync(host);
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        await CheckAsync(host);

        Assert.That(checks.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["unchanged", "changed", "failed"]));
        Assert.That(durations.GetMeasurementSnapshot().Select(one => one.Value), Is.EqualTo((double[])[0, 2, 0]).Within(0.001));
        Assert.That(staleness.GetMeasurementSnapshot().Select(one => one.Value), Is.EqualTo((double[])[7]).Within(0.001));
    }

    [Test]
    public async Task Gauges_ShowQueueEntriesAndBytes()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(options: all => all.Refresh.Concurrency = 1);
        using MetricCollector<int> queue = host.Collect<int>("interception.queue.length");
        using MetricCollector<int> entries = host.Collect<int>("interception.entries");
        using MetricCollector<long> bytes = host.Collect<long>("interception.bytes");
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(2, default);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();
        await host.Source.GetAsync(2, default);
        queue.RecordObservableInstruments();
        entries.RecordObservableInstruments();
        bytes.RecordObservableInstruments();

        Assert.That(queue.LastMeasurement!.Value, Is.EqualTo(1));
        Assert.That(entries.LastMeasurement!.Value, Is.EqualTo(2));
        Assert.That(bytes.LastMeasurement!.Value, Is.GreaterThan(2 * 512).And.LessThan(2 * 768));
    }

    [Test, Property("Failure", "B11")]
    public async Task Churn_ResultDiffersAtEveryCheck_IsNamedOnceWithItsMembersOnly()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        for (int i = 0; i < 25; i++)
        {
            host.Origin.Text = $"{ResultCanary}{i}";
            await CheckAsync(host);
        }

        FakeLogRecord record = host.OwnLogs().Single(one => one.Id.Name == "AlwaysDifferent");
        Assert.That(record.Message, Is.EqualTo(
            "The result of 'ISource.GetAsync' differed at 10 checks in a row. If these members change by themselves, "
            + "mark them [CompareIgnore]: (the whole result)"));
    }

    [Test]
    public async Task Logs_HaveFixedIds()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        await CheckAsync(host);

        FakeLogRecord record = host.OwnLogs().Single();
        Assert.That((record.Id.Id, record.Id.Name), Is.EqualTo((20, "CheckFailed")));
    }

    [Test, Property("Failure", "P9"), Property("Failure", "P10")]
    public async Task Everything_HoldsNoArgumentAndNoResult()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => (method.RunTimeout, method.MaxConcurrentChecks) = (TimeSpan.FromSeconds(1), 1), all => all.Refresh.QueueCapacity = 1);
        using MetricCollector<long> requests = host.Collect<long>("interception.requests");
        using MetricCollector<long> checks = host.Collect<long>("interception.checks");
        using MetricCollector<long> refused = host.Collect<long>("interception.checks.refused");
        host.Origin.Text = ResultCanary;
        for (int i = 0; i < 4; i++)
        {
            await host.Source.GetAsync(ArgumentCanary + i, default);
            host.Source.Get(ArgumentCanary + i, default);
            await host.Source.ListAsync(ArgumentCanary + i);
        }

        host.Origin.Before = (_, _) => valve.HoldAsync();
        for (int i = 0; i < 4; i++)
        {
            await host.Source.GetAsync(ArgumentCanary + i, default); // Checked, queued, refused.
        }

        await valve.ArrivedAsync();
        await host.PassTimeUntilAsync(host.Cache.WhenIdleAsync(), TimeSpan.FromSeconds(1)); // Overdue and failed.

        string[] told =
        [
            .. host.OwnLogs().Select(record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"),
            .. requests.GetMeasurementSnapshot().Concat(checks.GetMeasurementSnapshot()).Concat(refused.GetMeasurementSnapshot())
                .Select(one => string.Join(' ', one.Tags)),
            .. _activities.Select(one => $"{one.DisplayName} {string.Join(' ', one.TagObjects)} {one.StatusDescription}"),
        ];
        Assert.That(host.EventNames(), Is.SupersetOf((string[])["QueueFull", "CheckFailed"]));
        Assert.That(told, Has.None.Contains(ResultCanary));
        Assert.That(told, Has.None.Contains("73521900"));
    }

    private static async Task CheckAsync(CacheHost host)
    {
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
    }
}
