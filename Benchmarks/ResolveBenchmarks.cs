using BenchmarkDotNet.Attributes;
using Castle.DynamicProxy;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What it costs to be given the decorated service: a scope, the scoped service resolved in it, the scope's end.</summary>
/// <remarks>The scope itself is in every row, so that the difference to the first row is the price of the decoration.</remarks>
[MemoryDiagnoser]
public class ResolveBenchmarks
{
    private static readonly ProxyGenerator Generator = new();

    private ServiceProvider _provider = null!;

    [GlobalSetup(Target = nameof(Undecorated))]
    public void UseUndecorated() => Build(Services(), cities => cities is Cities);

    [GlobalSetup(Target = nameof(ByHand))]
    public void UseByHand() => Build(
        Services().Decorate<ICities>(inner => new ForwardingCities(inner)), cities => cities is ForwardingCities);

    [GlobalSetup(Target = nameof(ByProxyGenerator))]
    public void UseProxyGenerator() => Build(
        Services().Decorate<ICities>(inner => Generator.CreateInterfaceProxyWithTarget(inner, new StandardInterceptor())),
        cities => cities is IProxyTargetAccessor);

    [GlobalSetup(Target = nameof(Ours))]
    public void UseOurs() => Build(new ServiceCollection().AddCachedCities(), cities => cities is not Cities);

    [GlobalCleanup]
    public void End() => _provider.Dispose();

    [Benchmark(Description = "undecorated")]
    public bool Undecorated() => Resolve();

    [Benchmark(Baseline = true, Description = "Scrutor, decorator by hand")]
    public bool ByHand() => Resolve();

    [Benchmark(Description = "Scrutor, ProxyGenerator")]
    public bool ByProxyGenerator() => Resolve();

    [Benchmark(Description = "Interception")]
    public bool Ours() => Resolve();

    private static IServiceCollection Services() =>
        new ServiceCollection().AddSingleton<RunCounter>().AddScoped<ICities, Cities>();

    private bool Resolve()
    {
        using IServiceScope scope = _provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<ICities>() is not null;
    }

    private void Build(IServiceCollection services, Predicate<ICities> isExpected)
    {
        _provider = services.BuildServiceProvider();
        using IServiceScope scope = _provider.CreateScope();
        ICities cities = scope.ServiceProvider.GetRequiredService<ICities>();
        if (!isExpected(cities))
        {
            throw new InvalidOperationException($"The service is a {cities.GetType()}: that is not the decoration to be measured.");
        }
    }
}
