using Interception.Composition;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>The end of an application: checks finish or are cancelled, and nobody is alarmed.</summary>
[TestFixture]
internal sealed class ShutdownTests
{
    private FakeTimeProvider _clock = null!;
    private Origin _origin = null!;

    [SetUp]
    public void Begin() => (_clock, _origin) = (new FakeTimeProvider(), new Origin());

    [Test]
    public async Task Stop_ChecksEndInTime_WaitsForThoseThatRun()
    {
        using var valve = new Valve();
        using IHost host = Build();
        await host.StartAsync();
        ISource source = host.Services.GetRequiredService<ISource>();
        await AskAsync(source, 4);
        _origin.Before = (_, _) => valve.HoldAsync();
        await AskAsync(source, 4);
        await valve.ArrivedAsync(2);

        Task stop = host.StopAsync();
        Assert.That(stop.IsCompleted, Is.False);
        valve.Open();
        await stop.Soon();

        Assert.That(_origin.Runs, Is.EqualTo(6), "four misses and two checks; two waited and were dropped");
        Assert.That(Alarms(host.Services.GetFakeLogCollector()), Is.Empty);
    }

    [Test, Property("Failure", "B20")]
    public async Task Stop_ChecksTakeTooLong_CancelsThemAfterDrainTimeout()
    {
        using var valve = new Valve();
        using IHost host = Build();
        await host.StartAsync();
        ISource source = host.Services.GetRequiredService<ISource>();
        await AskAsync(source, 4);
        CancellationToken given = default;
        _origin.Before = (_, token) =>
        {
            given = token;
            return valve.PassAsync(token);
        };
        await AskAsync(source, 4);
        await valve.ArrivedAsync(2);

        Task stop = host.StopAsync();
        while (!stop.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await stop;
        await host.Services.GetRequiredService<IMethodCache>().WhenIdleAsync().Soon();
        Assert.That(given.IsCancellationRequested, Is.True);
        Assert.That(_origin.Runs, Is.EqualTo(6), "the two that waited were never run");
        FakeLogCollector logs = host.Services.GetFakeLogCollector();
        Assert.That(logs.GetSnapshot().Select(record => record.Id.Name), Has.Exactly(1).EqualTo("DrainTimedOut"));
        Assert.That(Alarms(logs), Is.Empty);
    }

    [Test, Property("Failure", "B20")]
    public async Task Stop_CallersWaitForARun_GetItsAnswer([Values] bool isAsync)
    {
        using var valve = new Valve();
        using IHost host = Build();
        await host.StartAsync();
        ISource source = host.Services.GetRequiredService<ISource>();
        _origin.Before = (_, token) => valve.PassAsync(token);
        _origin.BeforeSync = (_, token) => valve.PassAsync(token).GetAwaiter().GetResult();
        var stopping = new TaskCompletionSource(); // Set after the run would have heard: who registers first is called last.
        host.Services.GetRequiredService<CacheRuntime>().Queue.Stopping.Register(stopping.SetResult);
        Task<string?> call = isAsync ? source.GetAsync(1, default) : Task.Run(() => source.Get(1, default));
        await valve.ArrivedAsync();

        await host.StopAsync();
        await stopping.Task.Soon();
        valve.Open();

        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
    }

    [Test, Property("Failure", "B20")]
    public async Task Stop_HitsAfterwards_AskForNoMoreChecks()
    {
        using IHost host = Build();
        await host.StartAsync();
        ISource source = host.Services.GetRequiredService<ISource>();
        await AskAsync(source, 1);
        await host.StopAsync();

        await AskAsync(source, 1);

        await host.Services.GetRequiredService<IMethodCache>().WhenIdleAsync().Soon();
        Assert.That(_origin.Runs, Is.EqualTo(1));
    }

    [Test, Property("Failure", "B20")]
    public async Task Dispose_DuringChecks_ThrowsAndAlarmsNobody([Values] bool endsAtItsToken)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource(
            method => method.MaxConcurrentChecks = 8, all => all.Refresh.Concurrency = 8);
        FakeLogCollector logs = host.Logs;
        await AskAsync(host.Source, 8);
        host.Origin.Before = (_, token) => endsAtItsToken ? valve.PassAsync(token) : valve.HoldAsync();
        await AskAsync(host.Source, 8);
        await valve.ArrivedAsync(8);
        Task idle = host.Cache.WhenIdleAsync();

        await host.DisposeAsync();

        await idle.Soon();
        valve.Open();
        Assert.That(Alarms(logs), Is.Empty);
    }

    [Test]
    [Property("Failure", "D12")]
    public async Task Dispose_CheckWantsAScopeOfTheDisposedContainer_AlarmsNobody()
    {
        using var valve = new Valve();
        await using CacheHost host = new(services => services
            .AddSingleton(valve)
            .AddSingleton<LastService>()
            .AddScoped<ISource, Source>()
            .AddInterception(static all =>
            {
                all.Refresh.Concurrency = 1;
                all.Methods["ISource.GetAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
            }).DecorateWithCaching<ISource>());
        FakeLogCollector logs = host.Logs;
        await AskAsync(host.Source, 4);
        host.Get<LastService>(); // Resolved after the cache, so disposed of before it.
        host.Origin.Before = (_, _) => valve.HoldAsync();
        await AskAsync(host.Source, 4);
        await valve.ArrivedAsync();
        Assert.That(host.Queue.Length, Is.EqualTo(3));

        await host.DisposeAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(5), "the three that waited found no scope to run in");
        Assert.That(Alarms(logs), Is.Empty);
    }

    private static async Task AskAsync(ISource source, int keys)
    {
        for (int i = 0; i < keys; i++)
        {
            await source.GetAsync(i, default);
        }
    }

    private static string[] Alarms(FakeLogCollector logs) =>
        [.. logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning).Select(record => record.Message)];

    private IHost Build()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton(_origin);
        builder.Services.AddSingleton<ISource, Source>();
        builder.Services.AddInterception(static all =>
        {
            foreach (string name in (string[])["ISource.GetAsync", "ISource.Get"])
            {
                all.Methods[name] = new MethodOptions { Check = CheckMode.EveryHit, RunTimeout = TimeSpan.FromDays(1) };
            }
        });
        builder.Services.DecorateWithCaching<ISource>();
        return builder.Build();
    }

    /// <summary>Lets checks go on while the container is being disposed of, before the cache is.</summary>
    private sealed class LastService(Valve valve, IMethodCache cache) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            valve.Open();
            await cache.WhenIdleAsync().Soon();
        }
    }
}
