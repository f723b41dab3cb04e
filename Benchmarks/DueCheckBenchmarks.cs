using BenchmarkDotNet.Attributes;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What a hit pays that hands a stale check to the queue, over one that does not.</summary>
/// <remarks>
/// Each call is the first hit of another key since its last check. Where "checks wait" the only worker is held up, so all of them wait and the caller's part
/// alone is measured; where "a check may start" the worker is free and runs them meanwhile, on the other core if there is one.
/// </remarks>
[MemoryDiagnoser]
[GcForce(false)] // A collection before each iteration would empty the processor's caches: the least of many iterations is what the code takes.
[WarmupCount(200)]
[IterationCount(500)]
[MinColumn, MedianColumn]
public class DueCheckBenchmarks
{
    /// <summary>How many keys: so few that the processor's caches can hold them.</summary>
    private const int Keys = 1_000;

    private ServiceProvider _provider = null!;
    private IServiceScope _request = null!;
    private IGatedCities _cities = null!;
    private CityGate _gate = null!;
    private IMethodCache _cache = null!;

    [GlobalSetup(Target = nameof(Off))]
    public void UseOff() => Use(CheckMode.Off);

    [GlobalSetup(Target = nameof(NotDue))]
    public void UseNotDue() => Use(CheckMode.Interval);

    [GlobalSetup(Targets = [nameof(Waiting), nameof(Starting)])]
    public void UseDue() => Use(CheckMode.EveryHit);

    [GlobalCleanup]
    public void End()
    {
        _gate.Open();
        _request.Dispose();
        _provider.Dispose();
    }

    [IterationSetup(Target = nameof(Waiting))]
    public void HoldTheWorker()
    {
        Settle();
        _gate.Close();
        _cities.Find(CityGate.Id);
        _gate.AwaitArrival();
    }

    [IterationSetup(Targets = [nameof(Starting), nameof(Off), nameof(NotDue)])]
    public void Settle()
    {
        _gate.Open();
        _cache.WhenIdleAsync().GetAwaiter().GetResult();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Keys, Description = "hit, no checks")]
    public City? Off() => HitAll();

    [Benchmark(OperationsPerInvoke = Keys, Description = "hit, its check is not due")]
    public City? NotDue() => HitAll();

    [Benchmark(OperationsPerInvoke = Keys, Description = "hit, its check is due: checks wait")]
    public City? Waiting() => HitAll();

    [Benchmark(OperationsPerInvoke = Keys, Description = "hit, its check is due: a check may start")]
    public City? Starting() => HitAll();

    private City? HitAll()
    {
        City? city = null;
        for (int id = 0; id < Keys; id++)
        {
            city = _cities.Find(id);
        }

        return city;
    }

    private void Use(CheckMode check)
    {
        _provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<CityGate>()
            .AddScoped<IGatedCities, GatedCities>()
            .AddInterception(options =>
            {
                options.Memory.MaxEntries = 2 * Keys;
                options.Refresh.Concurrency = 1;
                options.Refresh.QueueCapacity = 2 * Keys;
                options.Defaults.Expiry = TimeSpan.FromDays(1);
                options.Defaults.Check = check;
                options.Defaults.CheckInterval = check == CheckMode.Interval ? TimeSpan.FromHours(12) : null;
                options.Methods[$"{nameof(IGatedCities)}.{nameof(IGatedCities.Find)}"] = new MethodOptions();
            })
            .DecorateWithCaching<IGatedCities>()
            .BuildServiceProvider();
        _request = _provider.CreateScope();
        _gate = _request.ServiceProvider.GetRequiredService<CityGate>();
        _cache = _request.ServiceProvider.GetRequiredService<IMethodCache>();
        _cities = _request.ServiceProvider.GetRequiredService<IGatedCities>();
        _cities.Find(CityGate.Id);
        HitAll();
        Prove(check);
    }

    /// <summary>The rows measure what they say: each hit asks for a check, or none does, and no check is refused.</summary>
    private void Prove(CheckMode check)
    {
        Settle();
        MethodReport before = _cache.Report().Methods.Single();
        HitAll();
        Settle();
        MethodReport after = _cache.Report().Methods.Single();
        long expected = check == CheckMode.EveryHit ? Keys : 0;
        if (after.Misses != before.Misses || after.Unchanged - before.Unchanged != expected)
        {
            throw new InvalidOperationException(
                $"{Keys} calls made {after.Misses - before.Misses} misses and {after.Unchanged - before.Unchanged} checks instead of {expected}.");
        }
    }
}
