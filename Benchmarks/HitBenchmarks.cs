using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What a hit costs, per return shape, with what one would pick instead of this library, and with the least that a proxy allows.</summary>
/// <remarks>
/// 256 warm keys in turn, one thread, a completed result, called through the interface; each case in a process of its own.
/// HybridCache has no synchronous calls, so it has no row where the method is synchronous, as the one without arguments is.
/// </remarks>
[MemoryDiagnoser]
[AsyncOnly(nameof(Hybrid))]
public class HitBenchmarks
{
    private readonly RunCounter _runs = new();
    private CacheHost<ICities>? _host;
    private ICities? _cities;
    private WarmCalls _calls = null!;

    [ParamsAllValues]
    public CallShape Shape { get; set; }

    [GlobalSetup(Target = nameof(Direct))]
    public void UseDirect() => UseUncached(new Cities(_runs));

    [GlobalSetup(Target = nameof(Dictionary))]
    public void UseDictionary() => UseWarm(_cities = new DictionaryCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Expiring))]
    public void UseExpiring() => UseWarm(_cities = new ExpiringCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(BitFaster))]
    public void UseBitFaster() => UseWarm(_cities = new BitFasterCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Memory))]
    public void UseMemory() => UseWarm(_cities = new MemoryCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Hybrid))]
    public void UseHybrid() => UseWarm(_cities = new HybridCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Fusion))]
    public void UseFusion() => UseWarm(_cities = new FusionCities(new Cities(_runs)), _runs);

    // These three have no cache that could be cold.
    [GlobalSetup(Target = nameof(Dispatch))]
    public void UseDispatch() => UseUncached(DispatchCities.Create());

    [GlobalSetup(Target = nameof(Castle))]
    public void UseCastle() => UseUncached(CastleCities.PassThrough(new Cities(_runs)));

    [GlobalSetup(Target = nameof(Constant))]
    public void UseConstant() => UseUncached(CastleCities.Constant(new Cities(_runs)));

    [GlobalSetup(Target = nameof(Ours))]
    public void UseOurs() => UseHost(new ServiceCollection().AddCachedCities().StartWithFront<ICities>());

    [GlobalSetup(Target = nameof(OursByCastle))]
    public void UseOursByCastle() => UseHost(new ServiceCollection().AddCachedCities().StartThroughCastle<ICities>());

    [GlobalCleanup]
    public void End()
    {
        (_cities as IDisposable)?.Dispose();
        _host?.Dispose();
    }

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "direct call")]
    public Task<int> Direct() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "dictionary by hand")]
    public Task<int> Dictionary() => _calls.RunAsync(Shape);

    [Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "dictionary with expiry")]
    public Task<int> Expiring() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "BitFaster ConcurrentLru")]
    public Task<int> BitFaster() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "MemoryCache")]
    public Task<int> Memory() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "HybridCache")]
    public Task<int> Hybrid() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "FusionCache")]
    public Task<int> Fusion() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception")]
    public Task<int> Ours() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, through Castle")]
    public Task<int> OursByCastle() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, constant answer")]
    public Task<int> Constant() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public Task<int> Castle() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "DispatchProxy, constant answer")]
    public Task<int> Dispatch() => _calls.RunAsync(Shape);

    private void UseUncached(ICities cities) => _calls = new WarmCalls(cities);

    private void UseHost(CacheHost<ICities> host)
    {
        _host = host;
        UseWarm(host.Service, host.Runs);
    }

    private void UseWarm(ICities cities, RunCounter runs)
    {
        WarmKeys.Warm(cities, runs, Shape);
        _calls = new WarmCalls(cities);
    }
}
