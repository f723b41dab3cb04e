using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What hits cost while other threads make hits: of the same key, or of keys of which few are asked for often.</summary>
/// <remarks>The time is that of all calls, divided by their number: half of a call's own time where two cores are busy.</remarks>
[MemoryDiagnoser]
public class ContendedHitBenchmarks
{
    private const int Calls = 1 << 20;
    private const int Turns = 4096;

    private readonly CityKey[] _keys = WarmKeys.Create();
    private readonly RunCounter _runs = new();
    private CityKey[] _turns = [];
    private CacheHost<ICities>? _host;
    private ICities _cities = null!;

    [Params(2, 8, 32)]
    public int Threads { get; set; }

    [Params("one", "Zipf")]
    public string Keys { get; set; } = "one";

    [GlobalSetup(Target = nameof(Dictionary))]
    public void UseDictionary() => UseWarm(new DictionaryCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Expiring))]
    public void UseExpiring() => UseWarm(new ExpiringCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(BitFaster))]
    public void UseBitFaster() => UseWarm(_cities = new BitFasterCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Memory))]
    public void UseMemory() => UseWarm(_cities = new MemoryCities(new Cities(_runs)), _runs);

    [GlobalSetup(Target = nameof(Fusion))]
    public void UseFusion() => UseWarm(_cities = new FusionCities(new Cities(_runs)), _runs);

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

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls, Description = "dictionary by hand")]
    public long Dictionary() => CallOnAllThreads();

    [Benchmark(OperationsPerInvoke = Calls, Description = "dictionary with expiry")]
    public long Expiring() => CallOnAllThreads();

    [Benchmark(OperationsPerInvoke = Calls, Description = "BitFaster ConcurrentLru")]
    public long BitFaster() => CallOnAllThreads();

    [Benchmark(OperationsPerInvoke = Calls, Description = "MemoryCache")]
    public long Memory() => CallOnAllThreads();

    [Benchmark(OperationsPerInvoke = Calls, Description = "FusionCache")]
    public long Fusion() => CallOnAllThreads();

    [Benchmark(OperationsPerInvoke = Calls, Description = "Interception")]
    public long Ours() => CallOnAllThreads();

    [Benchmark(OperationsPerInvoke = Calls, Description = "Interception, through Castle")]
    public long OursByCastle() => CallOnAllThreads();

    private void UseHost(CacheHost<ICities> host)
    {
        _host = host;
        UseWarm(host.Service, host.Runs);
    }

    private void UseWarm(ICities cities, RunCounter runs)
    {
        WarmKeys.Warm(cities, runs, CallShape.Sync);
        _cities = cities;
        var random = new Random(1);
        _turns = [.. Enumerable.Range(0, Turns).Select(_ => _keys[Keys == "one" ? 0 : Draw(random)])];
    }

    /// <summary>The number of a key: the first is asked for twice as often as the second, and so on (Zipf's law with exponent 1).</summary>
    private int Draw(Random random)
    {
        double left = random.NextDouble() * Enumerable.Range(1, _keys.Length).Sum(static rank => 1.0 / rank);
        int number = 0;
        while (number < _keys.Length - 1 && (left -= 1.0 / (number + 1)) > 0)
        {
            number++;
        }

        return number;
    }

    private long CallOnAllThreads()
    {
        long sum = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() => Interlocked.Add(ref sum, Call(number))))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return sum;
    }

    private long Call(int number)
    {
        long sum = 0;
        int turn = number * (Turns / Threads);
        for (int call = 0; call < Calls / Threads; call++)
        {
            CityKey key = _turns[turn++ & (Turns - 1)];
            sum += _cities.Find(key.Id, key.Region).Id;
        }

        return sum;
    }
}
