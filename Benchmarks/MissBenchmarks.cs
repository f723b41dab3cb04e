using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What a miss adds to the method: every call has a key of its own, and the cache is full, so each one evicts another.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class MissBenchmarks
{
    private const string Region = "eu-north";

    private ServiceProvider? _provider;
    private IServiceScope? _request;
    private ICities _cities = null!;
    private int _id;

    /// <summary>How many answers there is room for: a miss must not cost more because there are many.</summary>
    [Params(10_000, 300_000)]
    public int MaxEntries { get; set; }

    [GlobalSetup(Targets = [nameof(Direct), nameof(DirectTask)])]
    public void UseDirect() => _cities = new Cities(new RunCounter());

    [GlobalSetup(Targets = [nameof(Ours), nameof(OursTask)])]
    public async Task UseOursAsync()
    {
        _provider = new ServiceCollection()
            .AddCachedCities(options => options.Memory.MaxEntries = MaxEntries)
            .BuildServiceProvider();
        _request = _provider.CreateScope();
        _cities = _request.ServiceProvider.GetRequiredService<ICities>();
        var runs = _request.ServiceProvider.GetRequiredService<RunCounter>();
        ProveHit(runs);

        long before = runs.Count;
        for (int call = 0; call < MaxEntries; call++)
        {
            Ours();
            await OursTask();
        }

        if (runs.Count != before + (2 * MaxEntries))
        {
            throw new InvalidOperationException($"{2 * MaxEntries} calls with new keys made {runs.Count - before} runs: hits would be measured.");
        }
    }

    [GlobalCleanup]
    public void End()
    {
        _request?.Dispose();
        _provider?.Dispose();
    }

    [BenchmarkCategory("1 sync"), Benchmark(Baseline = true, Description = "direct call")]
    public City Direct() => _cities.Find(_id++, Region);

    [BenchmarkCategory("1 sync"), Benchmark(Description = "Interception, miss")]
    public City Ours() => _cities.Find(_id++, Region);

    [BenchmarkCategory("2 Task"), Benchmark(Baseline = true, Description = "direct call")]
    public Task<City> DirectTask() => _cities.FindTaskAsync(_id++, Region);

    [BenchmarkCategory("2 Task"), Benchmark(Description = "Interception, miss")]
    public Task<City> OursTask() => _cities.FindTaskAsync(_id++, Region);

    // An undecorated service runs at every call too: only a hit shows that there is a cache to miss.
    private void ProveHit(RunCounter runs)
    {
        _cities.Find(-1, Region);
        long before = runs.Count;
        _cities.Find(-1, Region);
        if (runs.Count != before)
        {
            throw new InvalidOperationException("The same call ran the method twice: no cache stands before it, so no miss can be measured.");
        }
    }
}
