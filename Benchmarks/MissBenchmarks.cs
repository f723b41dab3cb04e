using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What a miss adds to the method: every call has a key of its own, and the cache is full, so each one evicts another.</summary>
/// <remarks>
/// One caller asks again and again in one flow. Who blocks a thread on each task instead pays for its sleep and its waking, too.
/// </remarks>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class MissBenchmarks
{
    /// <summary>How many calls one caller makes in a row; the figures are for one.</summary>
    private const int Calls = 1_000;

    private const string Region = "eu-north";

    private CacheHost<ICities>? _host;
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
        _host = new ServiceCollection().AddCachedCities(options => options.Memory.MaxEntries = MaxEntries).StartWithFront<ICities>();
        _cities = _host.Service;
        RunCounter runs = _host.Runs;
        ProveHit(runs);

        long before = runs.Count;
        for (int call = 0; call < MaxEntries; call += Calls)
        {
            Call();
            await CallAsync();
        }

        if (runs.Count != before + (2 * MaxEntries))
        {
            throw new InvalidOperationException($"{2 * MaxEntries} calls with new keys made {runs.Count - before} runs: hits would be measured.");
        }
    }

    [GlobalCleanup]
    public void End() => _host?.Dispose();

    [BenchmarkCategory("1 sync"), Benchmark(Baseline = true, OperationsPerInvoke = Calls, Description = "direct call")]
    public int Direct() => Call();

    [BenchmarkCategory("1 sync"), Benchmark(OperationsPerInvoke = Calls, Description = "Interception, miss")]
    public int Ours() => Call();

    [BenchmarkCategory("2 Task"), Benchmark(Baseline = true, OperationsPerInvoke = Calls, Description = "direct call")]
    public Task<int> DirectTask() => CallAsync();

    [BenchmarkCategory("2 Task"), Benchmark(OperationsPerInvoke = Calls, Description = "Interception, miss")]
    public Task<int> OursTask() => CallAsync();

    private int Call()
    {
        int sum = 0;
        for (int call = 0; call < Calls; call++)
        {
            sum += _cities.Find(_id++, Region).Id;
        }

        return sum;
    }

    private async Task<int> CallAsync()
    {
        int sum = 0;
        for (int call = 0; call < Calls; call++)
        {
            sum += (await _cities.FindTaskAsync(_id++, Region)).Id;
        }

        return sum;
    }

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
