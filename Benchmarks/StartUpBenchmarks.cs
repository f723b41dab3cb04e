using BenchmarkDotNet.Attributes;
using Castle.DynamicProxy;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks;

/// <summary>What it takes to start an application of 200 decorated services with ten methods each, and to call one method of each for the first time.</summary>
/// <remarks>
/// Each time is a process's first: types are generated and code is compiled. The memory is not: BenchmarkDotNet measures it in another round of the same process, for which the
/// types are there.
/// </remarks>
[MemoryDiagnoser]
[ColdStart]
public class StartUpBenchmarks
{
    private static readonly ProxyGenerator Generator = new();

    [GlobalSetup(Target = nameof(OursByCastle))]
    public void TurnFrontsOff() => AppContext.SetSwitch("Interception.TypedFronts", false);

    [Benchmark(Description = "undecorated: start, first calls")]
    public int Undecorated() => StartAndCall(static _ => { }, expected: 0);

    [Benchmark(Baseline = true, Description = "Scrutor, ProxyGenerator: start, first calls")]
    public int ByCastle() => StartAndCall(
        static services =>
        {
            foreach (Type type in ManyServices.Types)
            {
                services.Decorate(type, (inner, _) => Generator.CreateInterfaceProxyWithTarget(type, inner, new StandardInterceptor()));
            }
        },
        expected: ManyServices.Count);

    [Benchmark(Description = "Interception: start, first calls")]
    public int Ours() => StartAndCall(Cache, expected: ManyServices.Count);

    [Benchmark(Description = "Interception, no fronts: start, first calls")]
    public int OursByCastle() => StartAndCall(Cache, expected: ManyServices.Count);

    // All proxies are generated when the first is asked for.
    [Benchmark(Description = "Interception: start")]
    public bool Start()
    {
        using ServiceProvider provider = Build(Cache);
        using IServiceScope request = provider.CreateScope();
        return request.ServiceProvider.GetRequiredService(ManyServices.Types[0]) is IProxyTargetAccessor;
    }

    private static void Cache(IServiceCollection services) =>
        services.AddInterception(static options => options.Defaults.Expiry = TimeSpan.FromHours(1)).DecorateWithCaching(type => ManyServices.Types.Contains(type));

    private static int StartAndCall(Action<IServiceCollection> decorate, int expected)
    {
        using ServiceProvider provider = Build(decorate);
        using IServiceScope request = provider.CreateScope();
        int decorated = ManyServices.CallEach(request.ServiceProvider);
        return decorated == expected
            ? decorated
            : throw new InvalidOperationException($"{decorated} services are decorated instead of {expected}: that is not the start to be measured.");
    }

    private static ServiceProvider Build(Action<IServiceCollection> decorate)
    {
        IServiceCollection services = new ServiceCollection().AddLogging().AddManyServices();
        decorate(services);
        return services.BuildServiceProvider();
    }
}
