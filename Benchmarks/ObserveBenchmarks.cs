using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What <c>Mode: Observe</c> costs a call whose method does next to nothing.</summary>
/// <remarks>256 keys in turn, one thread, all of them in the sample; each case in a process of its own.</remarks>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ObserveBenchmarks
{
    private readonly CityKey[] _keys = WarmKeys.Create();
    private readonly RunCounter _runs = new();
    private ServiceProvider? _provider;
    private IServiceScope? _request;
    private ICities _cities = null!;

    [GlobalSetup(Targets = [nameof(Castle), nameof(CastleTask)])]
    public void UseCastle() => _cities = CastleCities.PassThrough(new Cities(_runs));

    [GlobalSetup(Targets = [nameof(Observed), nameof(ObservedTask)])]
    public void UseObserved()
    {
        _provider = new ServiceCollection().AddCachedCities(options => options.Defaults.Mode = CacheMode.Observe).BuildServiceProvider();
        _request = _provider.CreateScope();
        _cities = _request.ServiceProvider.GetRequiredService<ICities>();
        CallSync();
        if (_provider.GetRequiredService<IMethodCache>().Report().Observed.Sum(one => one.Calls) != WarmKeys.Count)
        {
            throw new InvalidOperationException("The calls were not observed: nothing is measured.");
        }
    }

    [GlobalSetup(Targets = [nameof(Cached), nameof(CachedTask)])]
    public void UseCached()
    {
        _provider = new ServiceCollection().AddCachedCities().BuildServiceProvider();
        _request = _provider.CreateScope();
        _cities = _request.ServiceProvider.GetRequiredService<ICities>();
        WarmKeys.Warm(_cities, _request.ServiceProvider.GetRequiredService<RunCounter>());
    }

    [GlobalCleanup]
    public void End()
    {
        _request?.Dispose();
        _provider?.Dispose();
    }

    [BenchmarkCategory("1 sync"), Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public int Castle() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, observed")]
    public int Observed() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, hit")]
    public int Cached() => CallSync();

    [BenchmarkCategory("2 Task"), Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public Task<int> CastleTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, observed")]
    public Task<int> ObservedTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, hit")]
    public Task<int> CachedTask() => CallTaskAsync();

    private int CallSync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += _cities.Find(key.Id, key.Region).Id;
        }

        return sum;
    }

    private async Task<int> CallTaskAsync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += (await _cities.FindTaskAsync(key.Id, key.Region)).Id;
        }

        return sum;
    }
}
