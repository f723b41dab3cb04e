using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace Interception.Benchmarks;

/// <summary>An answer of 200 bytes that is not in memory and is in Redis, on the loopback: what a cache adds to the round trip.</summary>
/// <remarks>
/// Each cache is kept from its memory in its own way: this library by room for one entry and calls that take turns between two keys,
/// the others by their flags. The method itself must not run. One caller asks again and again in one flow, as a request does: a thread
/// that blocks until each answer has come would measure its own waking up as well.
/// </remarks>
[MemoryDiagnoser]
public class RedisHitBenchmarks
{
    /// <summary>How many calls one caller makes in a row; the figures are for one.</summary>
    private const int Calls = 100;

    private static readonly HybridCacheEntryOptions NoMemory =
        new() { Flags = HybridCacheEntryFlags.DisableLocalCache, Expiration = TimeSpan.FromDays(1) };

    private RedisProcess _redis = null!;
    private ServiceProvider? _provider;
    private IServiceScope? _scope;
    private IConnectionMultiplexer? _connection;
    private IDatabase _database = null!;
    private ICityTexts _cities = null!;
    private RunCounter _runs = null!;
    private HybridCache _hybrid = null!;
    private IFusionCache _fusion = null!;
    private FusionCacheEntryOptions _fusionOptions = null!;
    private int _call;

    [GlobalSetup(Target = nameof(Raw))]
    public async Task UseRawAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(StartRedis());
        _database = _connection.GetDatabase();
        await _database.StringSetAsync("city:0", JsonSerializer.SerializeToUtf8Bytes(CityTexts.Answer));
        await _database.StringSetAsync("city:1", JsonSerializer.SerializeToUtf8Bytes(CityTexts.Answer));
    }

    [GlobalSetup(Target = nameof(Floor))]
    public async Task UseFloorAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(StartRedis());
        await FloorCityTexts.FillAsync(_connection.GetDatabase());
        _cities = FloorCityTexts.Create(_connection.GetDatabase());
        if (await AskAsync() != CityTexts.Answer with { Id = 0 })
        {
            throw new InvalidOperationException("The floor does not answer what it should.");
        }
    }

    [GlobalSetup(Target = nameof(Ours))]
    public async Task UseOursAsync()
    {
        string endpoint = StartRedis();
        _provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<RunCounter>()
            .AddScoped<ICityTexts, CityTexts>()
            .AddInterception(options =>
            {
                options.Application = "benchmark";
                options.Redis = new RedisOptions { Configuration = endpoint };
                options.Memory.MaxEntries = 1;
                options.Defaults.Expiry = TimeSpan.FromDays(1);
                options.Defaults.Check = CheckMode.Interval;
                options.Defaults.CheckInterval = TimeSpan.FromHours(12);
                options.Methods[$"{nameof(ICityTexts)}.{nameof(ICityTexts.FindAsync)}"] = new MethodOptions();
            })
            .DecorateWithCaching<ICityTexts>()
            .BuildServiceProvider();
        _scope = _provider.CreateScope();
        _cities = _scope.ServiceProvider.GetRequiredService<ICityTexts>();
        _runs = _scope.ServiceProvider.GetRequiredService<RunCounter>();
        var cache = _scope.ServiceProvider.GetRequiredService<IMethodCache>();

        // Until contact is made answers stay in memory; then two in turn come from Redis alone.
        long before;
        do
        {
            await AskAsync();
            await AskAsync();
            await cache.WhenIdleAsync();
            before = _runs.Count;
            await AskAsync();
            await AskAsync();
        }
        while (_runs.Count > before);
    }

    [GlobalSetup(Target = nameof(Hybrid))]
    public async Task UseHybridAsync()
    {
        string endpoint = StartRedis();
        var services = new ServiceCollection();
        services.AddStackExchangeRedisCache(options => options.Configuration = endpoint);
        services.AddHybridCache();
        _provider = services.BuildServiceProvider();
        _hybrid = _provider.GetRequiredService<HybridCache>();
        await _hybrid.SetAsync("city:0", CityTexts.Answer, NoMemory);
        await _hybrid.SetAsync("city:1", CityTexts.Answer, NoMemory);
    }

    [GlobalSetup(Target = nameof(Fusion))]
    public async Task UseFusionAsync()
    {
        string endpoint = StartRedis();
        var services = new ServiceCollection();
        services.AddStackExchangeRedisCache(options => options.Configuration = endpoint);
        services.AddFusionCache().WithSerializer(new CitySerializer()).WithRegisteredDistributedCache();
        _provider = services.BuildServiceProvider();
        _fusion = _provider.GetRequiredService<IFusionCache>();
        _fusionOptions = new FusionCacheEntryOptions(TimeSpan.FromDays(1)).SetSkipMemoryCache();
        await _fusion.SetAsync("city:0", CityTexts.Answer, _fusionOptions);
        await _fusion.SetAsync("city:1", CityTexts.Answer, _fusionOptions);
    }

    [GlobalCleanup]
    public void End()
    {
        _scope?.Dispose();
        _provider?.Dispose();
        _connection?.Dispose();
        _redis.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls, Description = "StringGetAsync alone")]
    public async Task<RedisValue> Raw()
    {
        RedisValue value = default;
        for (int i = 0; i < Calls; i++)
        {
            value = await _database.StringGetAsync(NextKey());
        }

        return value;
    }

    [Benchmark(OperationsPerInvoke = Calls, Description = "Castle, StringGetAsync, decode")]
    public Task<City?> Floor() => AskOftenAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "Interception, hit in Redis")]
    public Task<City?> Ours() => AskOftenAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "HybridCache, hit in Redis")]
    public async Task<City?> Hybrid()
    {
        City? city = null;
        for (int i = 0; i < Calls; i++)
        {
            city = await _hybrid.GetOrCreateAsync(NextKey(), static _ => Fail(), NoMemory);
        }

        return city;
    }

    [Benchmark(OperationsPerInvoke = Calls, Description = "FusionCache, hit in Redis")]
    public async Task<City?> Fusion()
    {
        City? city = null;
        for (int i = 0; i < Calls; i++)
        {
            city = await _fusion.GetOrSetAsync<City>(NextKey(), static (_, _) => throw Missed(), _fusionOptions);
        }

        return city;
    }

    private async Task<City?> AskOftenAsync()
    {
        City? city = null;
        for (int i = 0; i < Calls; i++)
        {
            city = await AskAsync();
        }

        return city;
    }

    private Task<City> AskAsync() => _cities.FindAsync(_call++ & 1);

    private static ValueTask<City> Fail() => throw Missed();

    private static InvalidOperationException Missed() => new("The answer should have come from Redis.");

    private string NextKey() => (_call++ & 1) == 0 ? "city:0" : "city:1";

    private string StartRedis()
    {
        _redis = RedisProcess.Start();
        return _redis.Endpoint;
    }
}
