using Interception.Composition;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Interception.Tests.Composition;

[TestFixture]
internal sealed class CacheHealthCheckTests
{
    private const string Name = "interception";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task CheckHealth_NothingWrong_IsHealthyAndTellsTheFigures()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);

        HealthCheckResult result = await CheckAsync(host, new CheckHealth(host.Runtime));

        Assert.That((result.Status, result.Description), Is.EqualTo((HealthStatus.Healthy, (string?)null)));
        Assert.That(result.Data.Keys, Is.EqualTo(new[] { "queue.length", "checks.refused", "entries", "bytes" }));
        Assert.That((result.Data["queue.length"], result.Data["checks.refused"], result.Data["entries"]), Is.EqualTo((0, 0L, 1)));
        Assert.That(result.Data["bytes"], Is.EqualTo(host.Runtime.Services.Bound.Bytes).And.Not.Zero);
    }

    [Test]
    public async Task CheckHealth_CheckRefused_IsDegradedForAMinute()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => method.RunTimeout = TimeSpan.FromHours(1), all => (all.Refresh.Concurrency, all.Refresh.QueueCapacity) = (1, 1));
        await RefuseOneAsync(host, valve);

        HealthCheckResult result = await CheckAsync(host, new CheckHealth(host.Runtime));
        Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(result.Description, Is.EqualTo(
            "checks were refused within the last minute: 1 since the start, 1 waiting, 1 at most (Refresh:QueueCapacity)"));

        host.Clock.Advance(60 * Second);
        Assert.That((await CheckAsync(host, new CheckHealth(host.Runtime))).Status, Is.EqualTo(HealthStatus.Degraded));
        host.Clock.Advance(Second);
        Assert.That((await CheckAsync(host, new CheckHealth(host.Runtime))).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task CheckHealth_FourRunsOverdue_NamesTheMethodUntilTheyEnd()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(method => (method.RunTimeout, method.Expiry) = (5 * Second, TimeSpan.FromDays(1)));
        for (int id = 0; id < 4; id++)
        {
            await host.Source.GetAsync(id, default);
        }

        host.Origin.Before = (_, _) => valve.HoldAsync();
        for (int id = 0; id < 4; id++)
        {
            Assert.That((await CheckAsync(host, new CheckHealth(host.Runtime))).Status, Is.EqualTo(HealthStatus.Healthy));
            await host.Source.GetAsync(id, default);
            await valve.ArrivedAsync();
            await host.PassTimeUntilAsync(host.Cache.WhenIdleAsync(), Second);
        }

        HealthCheckResult result = await CheckAsync(host, new CheckHealth(host.Runtime));
        Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(result.Description, Is.EqualTo("checks of 'ISource.GetAsync' are suspended: 4 runs overdue"));

        valve.Open();
        while (host.LaneOf(nameof(ISource.GetAsync)).Overdue.Count > 0)
        {
            await Task.Yield();
        }

        Assert.That((await CheckAsync(host, new CheckHealth(host.Runtime))).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task CheckHealth_SeveralSources_JoinsWhatTheySayOnce()
    {
        await using CacheHost host = CacheHost.OfSource();

        HealthCheckResult result = await CheckAsync(host, new Troubled("a: 1", "b: 2"), new Troubled("b: 2"), new Troubled("c: 3"));

        Assert.That(result.Description, Is.EqualTo("a: 1; b: 2; c: 3"));
    }

    [Test]
    public async Task AddInterception_InAHost_IsAmongItsHealthChecks()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddInterception(_ => { });
        builder.Services.AddHealthChecks().AddInterception(tags: ["ready"]);
        using IHost host = builder.Build();
        await host.StartAsync();

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(one => one.Tags.Contains("ready"));

        Assert.That((report.Status, report.Entries.Single().Key), Is.EqualTo((HealthStatus.Healthy, Name)));
        await host.StopAsync();
    }

    [TestCase(null, HealthStatus.Degraded)]
    [TestCase(HealthStatus.Unhealthy, HealthStatus.Unhealthy)]
    public async Task AddInterception_PartInTrouble_ReportsTheStatusThatWasAskedFor(HealthStatus? asked, HealthStatus expected)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddHealthChecks().AddInterception("cache", asked);
        builder.Services.AddSingleton<IHealthSource>(new Troubled("Redis is out since 12 s: refused"));
        using IHost host = builder.Build();

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.That(report.Entries.Keys, Is.EqualTo(new[] { "cache" }));
        Assert.That(
            (report.Entries["cache"].Status, report.Entries["cache"].Description),
            Is.EqualTo((expected, "Redis is out since 12 s: refused")));
    }

    [Test]
    public void AddInterception_NoBuilderOrName_IsRefused()
    {
        var services = new ServiceCollection();

        Assert.That(() => ((IHealthChecksBuilder)null!).AddInterception(), Throws.ArgumentNullException);
        Assert.That(() => services.AddHealthChecks().AddInterception(" "), Throws.ArgumentException);
    }

    /// <summary>One check runs and hangs, one waits, and a third finds no place.</summary>
    private static async Task RefuseOneAsync(CacheHost host, Valve valve)
    {
        for (int id = 0; id < 3; id++)
        {
            await host.Source.GetAsync(id, default);
        }

        host.Origin.Before = (_, _) => valve.HoldAsync();
        await host.Source.GetAsync(0, default);
        await valve.ArrivedAsync();
        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(2, default);
    }

    private static Task<HealthCheckResult> CheckAsync(CacheHost host, params IHealthSource[] sources)
    {
        var check = new CacheHealthCheck(host.Runtime, sources);
        var registration = new HealthCheckRegistration(Name, check, HealthStatus.Degraded, null);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = registration });
    }

    private sealed class Troubled(params string[] troubles) : IHealthSource
    {
        public IEnumerable<string> FindTroubles() => troubles;
    }
}
