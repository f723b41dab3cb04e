using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using ZiggyCreatures.Caching.Fusion;

namespace Interception.Benchmarks;

/// <summary>What a hit costs, by the kind of argument: the more a call takes, the more it costs to find its answer.</summary>
/// <remarks>
/// 256 warm arguments in turn, one thread, a completed task, called through the interface; each case in a process of its own.
/// Caches whose keys are strings are given JSON of objects and arrays, which is in their time, and <c>Find:id:region</c> of two scalars.
/// </remarks>
[MemoryDiagnoser]
public class ArgumentBenchmarks
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(1);

    private readonly RunCounter _runs = new();
    private IDisposable? _cache;
    private SearchCalls _calls = null!;

    [ParamsAllValues]
    public ArgumentKind Argument { get; set; }

    [GlobalSetup(Target = nameof(Dictionary))]
    public void UseDictionary() => UseWarm(new DictionarySearch(new CitySearch(_runs)), _runs);

    [GlobalSetup(Target = nameof(Memory))]
    public void UseMemory()
    {
        var cache = new MemoryCache(new MemoryCacheOptions());
        _cache = cache;
        UseStringKeys((key, run) => cache.GetOrCreateAsync(key, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Expiry;
            return run();
        })!);
    }

    [GlobalSetup(Target = nameof(Hybrid))]
    public void UseHybrid()
    {
        var services = new ServiceCollection();
        services.AddHybridCache(options => options.DefaultEntryOptions = new HybridCacheEntryOptions { Expiration = Expiry });
        ServiceProvider provider = services.BuildServiceProvider();
        _cache = provider;
        HybridCache cache = provider.GetRequiredService<HybridCache>();
        UseStringKeys((key, run) => cache.GetOrCreateAsync(key, run, static (run, _) => new ValueTask<City>(run())).AsTask());
    }

    [GlobalSetup(Target = nameof(Fusion))]
    public void UseFusion()
    {
        var cache = new FusionCache(new FusionCacheOptions { DefaultEntryOptions = new FusionCacheEntryOptions(Expiry) });
        _cache = cache;
        UseStringKeys((key, run) => cache.GetOrSetAsync<City>(key, (_, _) => run()).AsTask());
    }

    [GlobalSetup(Target = nameof(Ours))]
    public void UseOurs() => UseHost(new ServiceCollection().AddCachedSearch().StartWithFront<ICitySearch>());

    [GlobalSetup(Target = nameof(OursByCastle))]
    public void UseOursByCastle() => UseHost(new ServiceCollection().AddCachedSearch().StartThroughCastle<ICitySearch>());

    [GlobalCleanup]
    public void End() => _cache?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "dictionary by hand")]
    public Task<int> Dictionary() => _calls.RunAsync(Argument);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "MemoryCache, string key")]
    public Task<int> Memory() => _calls.RunAsync(Argument);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "HybridCache, string key")]
    public Task<int> Hybrid() => _calls.RunAsync(Argument);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "FusionCache, string key")]
    public Task<int> Fusion() => _calls.RunAsync(Argument);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception")]
    public Task<int> Ours() => _calls.RunAsync(Argument);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, through Castle")]
    public Task<int> OursByCastle() => _calls.RunAsync(Argument);

    private void UseHost(CacheHost<ICitySearch> host)
    {
        _cache = host;
        UseWarm(host.Service, host.Runs);
    }

    private void UseStringKeys(Func<string, Func<Task<City>>, Task<City>> getOrAddAsync) =>
        UseWarm(new StringKeySearch(new CitySearch(_runs), getOrAddAsync), _runs);

    private void UseWarm(ICitySearch search, RunCounter runs)
    {
        WarmKeys.Warm(search, runs, () => new SearchCalls(search).RunAsync(Argument).GetAwaiter().GetResult());
        _calls = new SearchCalls(search);
    }
}
