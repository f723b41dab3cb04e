using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What a miss adds to the method, with what one would pick instead of this library: every call has a key of its own, and the cache is full.</summary>
/// <remarks>
/// Full means 10,000 entries, by each cache's nearest bound: HybridCache's is one of bytes, here those of 10,000 answers. Each call to a full one evicts
/// another entry, or, where the bound is MemoryCache's (all but BitFaster and this library), may find its answer refused, while a twentieth is evicted by
/// another thread. The method returns a completed task; one caller asks again and again in one flow.
/// </remarks>
[MemoryDiagnoser]
public class MissPeersBenchmarks
{
    private const int MaxEntries = 10_000;

    /// <summary>How many calls one caller makes in a row; the figures are for one.</summary>
    private const int Calls = 1_000;

    private const string Region = "eu-north";

    private readonly RunCounter _runs = new();
    private CacheHost<ICities>? _host;
    private ICities _cities = null!;
    private int _id;

    [GlobalSetup(Target = nameof(Direct))]
    public void UseDirect() => _cities = new Cities(_runs);

    [GlobalSetup(Target = nameof(BitFaster))]
    public Task UseBitFasterAsync() => UseFullAsync(_cities = new BitFasterCities(new Cities(_runs), MaxEntries), _runs);

    [GlobalSetup(Target = nameof(Memory))]
    public Task UseMemoryAsync() => UseFullAsync(_cities = new MemoryCities(new Cities(_runs), MaxEntries), _runs);

    [GlobalSetup(Target = nameof(Hybrid))]
    public Task UseHybridAsync()
    {
        int answerBytes = JsonSerializer.SerializeToUtf8Bytes(new Cities(new RunCounter()).Largest()).Length;
        return UseFullAsync(_cities = new HybridCities(new Cities(_runs), (long)MaxEntries * answerBytes), _runs);
    }

    [GlobalSetup(Target = nameof(Fusion))]
    public Task UseFusionAsync() => UseFullAsync(_cities = new FusionCities(new Cities(_runs), MaxEntries), _runs);

    [GlobalSetup(Target = nameof(Ours))]
    public Task UseOursAsync()
    {
        _host = new ServiceCollection().AddCachedCities(options => options.Memory.MaxEntries = MaxEntries).StartWithFront<ICities>();
        return UseFullAsync(_cities = _host.Service, _host.Runs);
    }

    [GlobalCleanup]
    public void End()
    {
        (_cities as IDisposable)?.Dispose();
        _host?.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls, Description = "direct call")]
    public Task<int> Direct() => MissAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "BitFaster ConcurrentLru")]
    public Task<int> BitFaster() => MissAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "MemoryCache")]
    public Task<int> Memory() => MissAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "HybridCache")]
    public Task<int> Hybrid() => MissAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "FusionCache")]
    public Task<int> Fusion() => MissAsync();

    [Benchmark(OperationsPerInvoke = Calls, Description = "Interception")]
    public Task<int> Ours() => MissAsync();

    private async Task<int> MissAsync()
    {
        int sum = 0;
        for (int call = 0; call < Calls; call++)
        {
            sum += (await _cities.FindTaskAsync(_id++, Region)).Id;
        }

        return sum;
    }

    /// <summary>Fills the cache, and proves that the rows measure what they say.</summary>
    private async Task UseFullAsync(ICities cities, RunCounter runs)
    {
        // An undecorated service runs at every call too: only a hit shows that there is a cache to miss.
        if (await CountRunsAsync(-1) + await CountRunsAsync(-1) != 1)
        {
            throw new InvalidOperationException($"{cities.GetType()}: the same call twice did not run the method once, so no miss can be measured.");
        }

        long runsWithNewKeys = 0;
        while (_id < 2 * MaxEntries)
        {
            runsWithNewKeys += await CountRunsAsync(_id++);
        }

        if (runsWithNewKeys != _id)
        {
            throw new InvalidOperationException($"{cities.GetType()}: {_id} calls with new keys made {runsWithNewKeys} runs: hits would be measured.");
        }

        // Which ones it keeps is its own affair, but half of them are more than there is room for.
        long runsWithOldKeys = 0;
        for (int id = 0; id < _id; id++)
        {
            runsWithOldKeys += await CountRunsAsync(id);
        }

        if (runsWithOldKeys < _id - MaxEntries)
        {
            throw new InvalidOperationException($"{cities.GetType()}: it has kept {_id - runsWithOldKeys} of {_id} keys, so it isn't full.");
        }

        async Task<long> CountRunsAsync(int id)
        {
            long before = runs.Count;
            await cities.FindTaskAsync(id, Region);
            return runs.Count - before;
        }
    }
}
