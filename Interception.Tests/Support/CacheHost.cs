using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interception.Composition;
using Interception.Refresh;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.Support;

/// <summary>A container with the cache in it, a fake clock and a log that can be read.</summary>
internal sealed class CacheHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly AsyncServiceScope _scope;

    public CacheHost(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace));
        services.AddMetrics();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Origin);
        register(services);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        _scope = _provider.CreateAsyncScope();
        Assert.That(Runtime.Problems, Is.Empty);
    }

    public BreakableClock Clock { get; } = new();

    public Origin Origin { get; } = new();

    public IServiceProvider Services => _provider;

    public CacheRuntime Runtime => _provider.GetRequiredService<CacheRuntime>();

    public CheckQueue Queue => Runtime.Queue;

    public IMethodCache Cache => Get<IMethodCache>();

    /// <summary>The decorated <see cref="ISource"/> of the host's own scope.</summary>
    public ISource Source => Get<ISource>();

    public FakeLogCollector Logs => _provider.GetFakeLogCollector();

    /// <summary>A host whose <see cref="ISource"/> is cached, all its methods alike.</summary>
    public static CacheHost OfSource(Action<MethodOptions>? settings = null, Action<InterceptionOptions>? options = null) =>
        new(services => services
            .AddScoped<ISource, Source>()
            .AddInterception(all =>
            {
                options?.Invoke(all);
                foreach (string name in (string[])[nameof(ISource.GetAsync), nameof(ISource.GetValueAsync), nameof(ISource.Get), nameof(ISource.ListAsync)])
                {
                    var method = new MethodOptions { Check = CheckMode.EveryHit };
                    settings?.Invoke(method);
                    all.Methods[$"{nameof(ISource)}.{name}"] = method;
                }
            })
            .DecorateWithCaching<ISource>());

    /// <summary>A service of the host's own scope.</summary>
    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>The lane of a method of <see cref="ISource"/>.</summary>
    public CheckLane LaneOf(string method) => Runtime.FindAll(typeof(ISource), null).Last().Find(typeof(ISource).GetMethod(method)!)!.Lane;

    public Task IdleAsync() => Cache.WhenIdleAsync().Soon();

    public MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(_provider.GetRequiredService<IMeterFactory>(), "Interception", instrument);

    /// <summary>Lets time pass, step by step, until something has come to its end: a timer may be set only after the first step.</summary>
    /// <remarks>A step a millisecond at most: on a busy machine hours would pass before another thread has its turn.</remarks>
    public async Task PassTimeUntilAsync(Task end, TimeSpan step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!end.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            Clock.Advance(step);
            await TurnAsync();
        }

        await end;
    }

    /// <summary>Gives other threads a turn of a millisecond.</summary>
    public static async Task TurnAsync()
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            await Task.Yield();
        }
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(1));
    }

    /// <summary>What the cache has logged so far.</summary>
    public FakeLogRecord[] OwnLogs() =>
        [.. Logs.GetSnapshot().Where(record => record.Category!.StartsWith(nameof(Interception), StringComparison.Ordinal))];

    /// <summary>The names of the events that the cache has logged so far.</summary>
    public string?[] EventNames() => [.. OwnLogs().Select(record => record.Id.Name)];

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _provider.DisposeAsync();
    }
}
