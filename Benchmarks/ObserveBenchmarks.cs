using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What <c>Mode: Observe</c> costs a call whose method does next to nothing.</summary>
/// <remarks>256 keys in turn, one thread, all of them in the sample; each case in a process of its own.</remarks>
[MemoryDiagnoser]
public class ObserveBenchmarks
{
    private CacheHost<ICities>? _host;
    private WarmCalls _calls = null!;

    [Params(CallShape.Sync, CallShape.Task)]
    public CallShape Shape { get; set; }

    [GlobalSetup(Target = nameof(Castle))]
    public void UseCastle() => _calls = new WarmCalls(CastleCities.PassThrough(new Cities(new RunCounter())));

    [GlobalSetup(Target = nameof(Observed))]
    public async Task UseObservedAsync()
    {
        // Only what is cached has a front.
        _host = new ServiceCollection().AddCachedCities(static options => options.Defaults.Mode = CacheMode.Observe).StartThroughCastle<ICities>();
        _calls = new WarmCalls(_host.Service);
        await _calls.RunAsync(Shape);
        if (_host.Cache.Report().Observed.Sum(static one => one.Calls) != WarmKeys.Count)
        {
            throw new InvalidOperationException("The calls were not observed: nothing is measured.");
        }
    }

    [GlobalSetup(Target = nameof(Cached))]
    public void UseCached()
    {
        _host = new ServiceCollection().AddCachedCities().StartWithFront<ICities>();
        _calls = new WarmCalls(_host.Service);
        WarmKeys.Warm(_host.Service, _host.Runs, Shape);
    }

    [GlobalCleanup]
    public void End() => _host?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public Task<int> Castle() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, observed")]
    public Task<int> Observed() => _calls.RunAsync(Shape);

    [Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, hit")]
    public Task<int> Cached() => _calls.RunAsync(Shape);
}
