using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.EndToEnd;

/// <summary>Loggers and listeners that throw: the application's own code, which must cost a line and never an answer.</summary>
[TestFixture]
internal sealed class BrokenListenerTests
{
    private const string Broken = "The disk is full.";

    public interface IWatched
    {
        Task<string?> WatchAsync(int id);

        string? Watch(int id);
    }

    [Test]
    public async Task Logger_Throws_AnswersComeAndChecksGoOn([Values] bool isAsync)
    {
        await using CacheHost host = Start(out _, services => services.AddLogging(logging => logging.AddProvider(new BrokenLogger())));

        await AnswerAsync(host, isAsync);
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        host.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("The source is down.");
        for (int i = 0; i < 10; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(2)); // Another line in the log each time.
            await AskAsync(host, isAsync);
            await host.IdleAsync();
        }

        (host.Origin.Before, host.Origin.BeforeSync) = (null, null);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await ShowNewAsync(host, isAsync);
    }

    [Test]
    public async Task Logger_Throws_ChangedSettingsHoldAllTheSame()
    {
        await using CacheHost host = Start(out SettingsProvider settings, services => services.AddLogging(logging => logging.AddProvider(new BrokenLogger())));
        await AnswerAsync(host, isAsync: true);

        Assert.That(() => settings.Change(("Enabled", "false")), Throws.Nothing);

        await AnswerAsync(host, isAsync: true);
        await AnswerAsync(host, isAsync: true);
        Assert.That(host.Origin.Runs, Is.EqualTo(3));
    }

    [Test]
    public async Task MeterListener_Throws_AnswersComeAndChecksGoOn([Values] bool isAsync)
    {
        await using CacheHost host = Start(out _);
        using var listener = new MeterListener();
        IMeterFactory meters = host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new InvalidOperationException(Broken));
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => throw new InvalidOperationException(Broken));
        _ = host.Runtime;
        listener.Start();

        await AnswerAsync(host, isAsync);
        await ShowNewAsync(host, isAsync);
    }

    [Test]
    public async Task ActivityListener_Throws_AnswersComeAndChecksGoOn([Values] bool isAsync, [Values("sample", "start", "stop")] string where)
    {
        await using CacheHost host = Start(out _);
        using var own = new Activity("own");
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == nameof(Interception),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                !options.Name.Contains(nameof(IWatched), StringComparison.Ordinal) ? ActivitySamplingResult.None
                : where == "sample" ? throw new InvalidOperationException(Broken)
                : ActivitySamplingResult.AllData,
            ActivityStarted = _ => ThrowIf(where == "start"),
            ActivityStopped = _ => ThrowIf(where == "stop"),
        };
        ActivitySource.AddActivityListener(listener);
        own.Start();

        await AnswerAsync(host, isAsync);
        Assert.That(Activity.Current, Is.SameAs(own), "the caller's own trace is as it was");
        await ShowNewAsync(host, isAsync);
    }

    private static void ThrowIf(bool isBroken)
    {
        if (isBroken)
        {
            throw new InvalidOperationException(Broken);
        }
    }

    private static async Task AnswerAsync(CacheHost host, bool isAsync) =>
        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("old-1"));

    /// <summary>Checks find what has changed, and what waits for them comes to its end.</summary>
    private static async Task ShowNewAsync(CacheHost host, bool isAsync)
    {
        host.Origin.Text = "new";
        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("old-1"));
        await host.IdleAsync();
        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("new-1"));
        await host.IdleAsync();
    }

    private static async Task<string?> AskAsync(CacheHost host, bool isAsync) =>
        isAsync ? await host.Get<IWatched>().WatchAsync(1).Soon() : host.Get<IWatched>().Watch(1);

    private static CacheHost Start(out SettingsProvider settings, Action<IServiceCollection>? more = null)
    {
        SettingsProvider provider = settings = new SettingsProvider().Set(("Enabled", "true"));
        return new CacheHost(services =>
        {
            more?.Invoke(services);
            services.AddScoped<IWatched, Watched>().AddInterception(all =>
            {
                all.Defaults.Check = CheckMode.EveryHit;
                all.Refresh.Concurrency = 1;
                all.Methods["IWatched.WatchAsync"] = new MethodOptions();
                all.Methods["IWatched.Watch"] = new MethodOptions();
            }).AddInterception(new ConfigurationBuilder().Add(provider).Build()).DecorateWithCaching<IWatched>();
        });
    }

    private sealed class Watched(Origin origin) : IWatched
    {
        public Task<string?> WatchAsync(int id) => origin.AskAsync(id, default);

        public string? Watch(int id) => origin.Ask(id, default);
    }

    private sealed class BrokenLogger : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException(Broken);

        public void Dispose()
        {
        }
    }
}
