using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What a hit costs, per return shape, between calling the method and the least that Castle allows.</summary>
/// <remarks>256 warm keys in turn, one thread, a completed result, called through the interface; each case in a process of its own.</remarks>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class HitBenchmarks
{
    private readonly CityKey[] _keys = WarmKeys.Create();
    private readonly RunCounter _runs = new();
    private ServiceProvider? _provider;
    private IServiceScope? _request;
    private ICities _cities = null!;

    [GlobalSetup(Targets = [nameof(Direct), nameof(DirectTask), nameof(DirectValueTask), nameof(DirectNoArgument)])]
    public void UseDirect() => _cities = new Cities(_runs);

    [GlobalSetup(Targets = [nameof(Dictionary), nameof(DictionaryTask), nameof(DictionaryValueTask), nameof(DictionaryNoArgument)])]
    public void UseDictionary() => UseWarm(new DictionaryCities(new Cities(_runs)), _runs);

    [GlobalSetup(Targets = [nameof(Expiring), nameof(ExpiringTask), nameof(ExpiringValueTask), nameof(ExpiringNoArgument)])]
    public void UseExpiring() => UseWarm(new ExpiringCities(new Cities(_runs)), _runs);

    [GlobalSetup(Targets = [nameof(Castle), nameof(CastleTask), nameof(CastleValueTask), nameof(CastleNoArgument)])]
    public void UseCastle() => _cities = CastleCities.PassThrough(new Cities(_runs));

    [GlobalSetup(Targets = [nameof(Constant), nameof(ConstantTask), nameof(ConstantValueTask), nameof(ConstantNoArgument)])]
    public void UseConstant() => _cities = CastleCities.Constant(new Cities(_runs));

    [GlobalSetup(Targets = [nameof(Ours), nameof(OursTask), nameof(OursValueTask), nameof(OursNoArgument)])]
    public void UseOurs()
    {
        _provider = new ServiceCollection().AddCachedCities().BuildServiceProvider();
        _request = _provider.CreateScope();
        UseWarm(_request.ServiceProvider.GetRequiredService<ICities>(), _request.ServiceProvider.GetRequiredService<RunCounter>());
    }

    [GlobalSetup(Targets = [nameof(OursByCastle), nameof(OursByCastleTask), nameof(OursByCastleValueTask), nameof(OursByCastleNoArgument)])]
    public void UseOursByCastle()
    {
        AppContext.SetSwitch("Interception.TypedFronts", false);
        UseOurs();
    }

    [GlobalCleanup]
    public void End()
    {
        _request?.Dispose();
        _provider?.Dispose();
    }

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "direct call")]
    public int Direct() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "dictionary by hand")]
    public int Dictionary() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "dictionary with expiry")]
    public int Expiring() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public int Castle() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, constant answer")]
    public int Constant() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception")]
    public int Ours() => CallSync();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, through Castle")]
    public int OursByCastle() => CallSync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "direct call")]
    public Task<int> DirectTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "dictionary by hand")]
    public Task<int> DictionaryTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "dictionary with expiry")]
    public Task<int> ExpiringTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public Task<int> CastleTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, constant answer")]
    public Task<int> ConstantTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception")]
    public Task<int> OursTask() => CallTaskAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, through Castle")]
    public Task<int> OursByCastleTask() => CallTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "direct call")]
    public Task<int> DirectValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "dictionary by hand")]
    public Task<int> DictionaryValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "dictionary with expiry")]
    public Task<int> ExpiringValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public Task<int> CastleValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, constant answer")]
    public Task<int> ConstantValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception")]
    public Task<int> OursValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("3 ValueTask"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, through Castle")]
    public Task<int> OursByCastleValueTask() => CallValueTaskAsync();

    [BenchmarkCategory("4 no argument"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "direct call")]
    public int DirectNoArgument() => CallNoArgument();

    [BenchmarkCategory("4 no argument"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "dictionary by hand")]
    public int DictionaryNoArgument() => CallNoArgument();

    [BenchmarkCategory("4 no argument"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "dictionary with expiry")]
    public int ExpiringNoArgument() => CallNoArgument();

    [BenchmarkCategory("4 no argument"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Castle, pass-through")]
    public int CastleNoArgument() => CallNoArgument();

    // The floor of this shape is the reading of a field, 0 to 3 ns: ratios to it say nothing.
    [BenchmarkCategory("4 no argument"), Benchmark(Baseline = true, OperationsPerInvoke = WarmKeys.Count, Description = "Castle, constant answer")]
    public int ConstantNoArgument() => CallNoArgument();

    [BenchmarkCategory("4 no argument"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception")]
    public int OursNoArgument() => CallNoArgument();

    [BenchmarkCategory("4 no argument"), Benchmark(OperationsPerInvoke = WarmKeys.Count, Description = "Interception, through Castle")]
    public int OursByCastleNoArgument() => CallNoArgument();

    private void UseWarm(ICities cities, RunCounter runs)
    {
        WarmKeys.Warm(cities, runs);
        _cities = cities;
    }

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

    private async Task<int> CallValueTaskAsync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += (await _cities.FindValueTaskAsync(key.Id, key.Region)).Id;
        }

        return sum;
    }

    private int CallNoArgument()
    {
        int sum = 0;
        for (int call = 0; call < WarmKeys.Count; call++)
        {
            sum += _cities.Largest().Id;
        }

        return sum;
    }
}
