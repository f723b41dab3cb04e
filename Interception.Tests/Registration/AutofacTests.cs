using Autofac.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>The same behind a container that is not the framework's own.</summary>
[TestFixture]
internal sealed class AutofacTests
{
    internal class Ledger(Tally tally, [ServiceKey] string key)
    {
        public virtual string Find(int id) => tally.Run($"{key}:{id}");
    }

    internal sealed class Handle(Tally tally) : DisposalTests.IHandle
    {
        public int Read(int id) => tally.Run(id);

        public string Open() => "open";

        public void Dispose() => tally.Dispose();
    }

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _tally);

    [Test]
    [Property("Failure", "D15")]
    public async Task Calls_PlainSeveralAndKeyed_AreCachedEachForItself([Values] ServiceLifetime lifetime)
    {
        _services.Add(new ServiceDescriptor(typeof(IQuotes), typeof(Quotes), lifetime));
        _services.Add(new ServiceDescriptor(typeof(IQuotes), typeof(OtherQuotes), lifetime));
        _services.Add(new ServiceDescriptor(typeof(IQuotes), "k", typeof(OtherQuotes), lifetime));
        _services.Add(new ServiceDescriptor(typeof(IQuotes), KeyedServiceTests.Market.Asia, typeof(Quotes), lifetime));
        await using AutofacServiceProvider provider = Build("IQuotes.Find", static services => services.DecorateWithCaching<IQuotes>());

        for (int round = 0; round < 2; round++)
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            IQuotes[] all =
            [
                .. scope.ServiceProvider.GetServices<IQuotes>(), scope.ServiceProvider.GetRequiredKeyedService<IQuotes>("k"),
                scope.ServiceProvider.GetRequiredKeyedService<IQuotes>(KeyedServiceTests.Market.Asia),
            ];
            Assert.That(all.Select(static one => one.Find(1)), Is.EqualTo(new[] { "one:1", "other:1", "other:1", "one:1" }));
        }

        await provider.GetRequiredService<IMethodCache>().WhenIdleAsync();
        Assert.That(_tally.Runs, Is.EqualTo(8), "four misses and four checks");
        Assert.That(provider.GetProblems(), Is.Empty);
    }

    [Test]
    [Property("Failure", "D15")]
    public async Task Call_KeyedClass_IsToldItsKeyAndCached()
    {
        _services.AddKeyedScoped<Ledger>("a").AddKeyedScoped<Ledger>("b");
        await using AutofacServiceProvider provider = Build("Ledger.Find", static services => services.DecorateWithCaching<Ledger>());
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        Ledger[] both = [scope.ServiceProvider.GetRequiredKeyedService<Ledger>("a"), scope.ServiceProvider.GetRequiredKeyedService<Ledger>("b")];

        Assert.That(both.Select(static one => one.Find(1)), Is.EqualTo(new[] { "a:1", "b:1" }));
        Assert.That(both.Select(static one => one.Find(1)), Is.EqualTo(new[] { "a:1", "b:1" }));
        await provider.GetRequiredService<IMethodCache>().WhenIdleAsync();
        Assert.That(_tally.Runs, Is.EqualTo(4));
    }

    [Test]
    [Property("Failure", "D15")]
    public async Task Dispose_OfTheScope_EndsTheServiceOnce()
    {
        _services.AddScoped<DisposalTests.IHandle, Handle>();
        await using AutofacServiceProvider provider = Build("IHandle.Read", static services => services.DecorateWithCaching<DisposalTests.IHandle>());
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            Assert.That(scope.ServiceProvider.GetRequiredService<DisposalTests.IHandle>().Open(), Is.EqualTo("open"));
        }

        Assert.That(_tally.Disposed, Is.EqualTo(1));
    }

    private AutofacServiceProvider Build(string method, Action<IServiceCollection> decorate)
    {
        decorate(_services.AddInterception(options => options.Methods[method] = new MethodOptions { Check = CheckMode.EveryHit }));
        var factory = new AutofacServiceProviderFactory();
        return (AutofacServiceProvider)factory.CreateServiceProvider(factory.CreateBuilder(_services));
    }
}
