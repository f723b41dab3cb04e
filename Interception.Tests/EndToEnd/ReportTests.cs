using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

[TestFixture]
internal sealed class ReportTests
{
    [Test]
    public async Task Report_Nothing_IsAllZeros()
    {
        await using CacheHost host = CacheHost.OfSource();

        MethodReport report = Of(host, nameof(ISource.GetAsync));

        Assert.That((report.Hits, report.Misses, report.Waits, report.HitShare), Is.EqualTo((0d, 0L, 0L, 0d)));
        Assert.That((report.StaleShare, report.StaleShareError, report.VerifiedStaleShare, report.TimeSaved), Is.EqualTo((0d, 0d, (double?)null, TimeSpan.Zero)));
    }

    [Test]
    public async Task Report_CallsAndChecks_AreCounted()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
        host.Origin.Text = "new";
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        MethodReport report = Of(host, nameof(ISource.GetAsync));

        Assert.That((report.Hits, report.Misses, report.HitShare), Is.EqualTo((2d, 1L, 2d / 3)));
        Assert.That((report.Unchanged, report.Changed, report.Failed, report.Overtaken), Is.EqualTo((1L, 1L, 0L, 0L)));
        Assert.That(report.StaleShare, Is.EqualTo(0.5), "the hit that asked for the check which found the change, and no other");
        Assert.That(report.LongestStale, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That((report.Entries, report.EntryBytes), Is.EqualTo((1, host.Runtime.Services.Bound.Bytes)));
    }

    [Test]
    public async Task Report_TimeSaved_IsHitsTimesTheTimeOfARun()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off);
        host.Origin.Before = (_, _) =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };
        await host.Source.GetAsync(1, default);
        for (int i = 0; i < 5; i++)
        {
            await host.Source.GetAsync(1, default);
        }

        MethodReport report = Of(host, nameof(ISource.GetAsync));

        Assert.That((report.MeanRunTime, report.TimeSaved), Is.EqualTo((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10))));
    }

    [Test]
    public async Task Report_Text_IsATableWithALineForEachMethod()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        string[] lines = host.Cache.Report().ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(1 + host.Cache.Report().Methods.Count));
        Assert.That(lines[0], Does.StartWith("method").And.EndWith("entries"));
        Assert.That(lines.Single(line => line.StartsWith("ISource.GetAsync ", StringComparison.Ordinal)), Does.Contain("50.0 %"), "its hit share");
    }

    [Test]
    public async Task Meter_StaleShare_IsThatOfTheReport()
    {
        await using CacheHost host = CacheHost.OfSource();
        using var shares = host.Collect<double>("interception.stale.share");
        await host.Source.GetAsync(1, default);
        host.Origin.Text = "new";
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();

        shares.RecordObservableInstruments();

        Assert.That(shares.LastMeasurement!.Value, Is.EqualTo(1));
        Assert.That(shares.LastMeasurement.Tags["method"], Is.EqualTo("ISource.GetAsync"));
    }

    private static MethodReport Of(CacheHost host, string method) =>
        host.Cache.Report().Methods.Single(one => one.Method == $"{nameof(ISource)}.{method}");
}
