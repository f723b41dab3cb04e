using System.Globalization;
using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>1,000 callers at once of a key that is not in the cache, whose method takes 50 ms: how long they all wait, and how often the method runs for them.</summary>
/// <remarks>
/// Each round has a new key; a caller is a work item of the thread pool. No call can take less than the method, so the times are much the same where the method
/// costs nothing but time. What differs is the number of runs: each row prints it when it ends, and that of this library stops at a round of more than one.
/// </remarks>
[MemoryDiagnoser]
[RunOncePerIteration]
[WarmupCount(2)]
[IterationCount(15)]
public class StampedeBenchmarks
{
    private const int Callers = 1_000;
    private const string Region = "eu-north";

    private readonly List<long> _runsOfRounds = [];
    private CacheHost<ICities>? _host;
    private ICities _cities = null!;
    private RunCounter _runs = new();
    private int _id;

    [GlobalSetup(Target = nameof(NoCache))]
    public void UseNoCache() => _cities = new SlowCities(_runs);

    [GlobalSetup(Target = nameof(BitFaster))]
    public void UseBitFaster() => _cities = new AtomicBitFasterCities(new SlowCities(_runs));

    [GlobalSetup(Target = nameof(Memory))]
    public void UseMemory() => _cities = new MemoryCities(new SlowCities(_runs));

    [GlobalSetup(Target = nameof(Hybrid))]
    public void UseHybrid() => _cities = new HybridCities(new SlowCities(_runs));

    [GlobalSetup(Target = nameof(Fusion))]
    public void UseFusion() => _cities = new FusionCities(new SlowCities(_runs));

    [GlobalSetup(Target = nameof(Ours))]
    public void UseOurs()
    {
        _host = new ServiceCollection().AddCachedCities<SlowCities>().StartWithFront<ICities>();
        (_cities, _runs) = (_host.Service, _host.Runs);
    }

    [GlobalCleanup]
    public void End()
    {
        _runsOfRounds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"// Runs of the method for {Callers} callers, of {_runsOfRounds.Count} rounds: median {_runsOfRounds[_runsOfRounds.Count / 2]}, most {_runsOfRounds[^1]}"));
        (_cities as IDisposable)?.Dispose();
        _host?.Dispose();
    }

    [Benchmark(Baseline = true, Description = "no cache")]
    public Task<long> NoCache() => CallAtOnceAsync();

    [Benchmark(Description = "BitFaster ConcurrentLru, atomic")]
    public Task<long> BitFaster() => CallAtOnceAsync();

    [Benchmark(Description = "MemoryCache")]
    public Task<long> Memory() => CallAtOnceAsync();

    [Benchmark(Description = "HybridCache")]
    public Task<long> Hybrid() => CallAtOnceAsync();

    [Benchmark(Description = "FusionCache")]
    public Task<long> Fusion() => CallAtOnceAsync();

    [Benchmark(Description = "Interception")]
    public async Task<long> Ours()
    {
        long runs = await CallAtOnceAsync();
        return runs == 1 ? runs : throw new InvalidOperationException($"{Callers} callers of one key made {runs} runs instead of one.");
    }

    /// <summary>A round.</summary>
    /// <returns>How often the method has run for it.</returns>
    private async Task<long> CallAtOnceAsync()
    {
        int id = _id++;
        long before = _runs.Count;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => _cities.FindTaskAsync(id, Region))));
        long runs = _runs.Count - before;
        _runsOfRounds.Add(runs);
        return runs;
    }
}
