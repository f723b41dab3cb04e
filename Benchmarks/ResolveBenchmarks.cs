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
    public void UseUndecorated() => Build<Cities>(Services());

    [GlobalSetup(Target = nameof(ByHand))]
    public void UseByHand() => Build<DictionaryCities>(Services().Decorate<ICities>(inner => new DictionaryCities(inner)));

    [GlobalSetup(Target = nameof(ByProxyGenerator))]
    public void UseProxyGenerator() => Build<IProxyTargetAccessor>(
        Services().Decorate<ICities>(inner => Generator.CreateInterfaceProxyWithTarget(inner, new StandardInterceptor())));

    [GlobalSetup(Target = nameof(Ours))]
    public void UseOurs() => Build<IProxyTargetAccessor>(new ServiceCollection().AddCachedCities());

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

    private void Build<TExpected>(IServiceCollection services)
    {
        _provider = services.BuildServiceProvider();
        using IServiceScope scope = _provider.CreateScope();
        ICities cities = scope.ServiceProvider.GetRequiredService<ICities>();
        if (cities is not TExpected)
        {
            throw new InvalidOperationException($"The service is a {cities.GetType()}, no {typeof(TExpected)}: another decoration would be measured.");
        }
    }
}
