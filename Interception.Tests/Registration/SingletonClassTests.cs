using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>Runs of a singleton class use the very object that callers hold, whatever else is registered under its type.</summary>
[TestFixture]
internal sealed class SingletonClassTests
{
    internal class Prices
    {
        private readonly string _source;

        public Prices(Tally tally)
            : this(tally, "typed")
        {
        }

        public Prices(Tally tally, string source)
        {
            tally.Create();
            _source = source;
        }

        public virtual string Find(int id) => $"{_source}:{id}";
    }

    internal sealed class Dearer(Tally tally) : Prices(tally, "dearer");

    private static readonly Func<IServiceProvider, Prices> Factory = scope => new Prices(scope.GetRequiredService<Tally>(), "made");

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp()
    {
        _services = Containers.WithTally(out _tally);
        _services.CacheMethods("Prices.Find").AddInterception(options => options.Strict = false);
    }

    [Test]
    public void Run_ARegistrationThatCanNotBeDecoratedStandsBefore_UsesItsOwn([Values] bool isKeyed)
    {
        object? key = isKeyed ? "k" : null;
        _services.Add(new ServiceDescriptor(typeof(Prices), key, (scope, _) => Factory(scope), ServiceLifetime.Singleton));
        _services.Add(new ServiceDescriptor(typeof(Prices), key, typeof(Prices), ServiceLifetime.Singleton));
        _services.DecorateWithCaching<Prices>();
        using ServiceProvider provider = _services.BuildStrict();

        Assert.That(provider.GetRequiredKeyedService<Prices>(key).Find(1), Is.EqualTo("typed:1"));
        Assert.That(_tally.Created, Is.EqualTo(1), "the other is nobody's");
    }

    [Test]
    public void Run_AnotherIsRegisteredLater_UsesItsOwn()
    {
        _services.AddTransient(Factory).AddSingleton<Prices>().DecorateWithCaching<Prices>();
        _services.AddTransient<Prices, Dearer>();
        _services.Insert(0, ServiceDescriptor.Transient(Factory));
        using ServiceProvider provider = _services.BuildStrict();
        Prices[] all = [.. provider.GetServices<Prices>()];

        Assert.That(all.Select(one => one.Find(1)), Is.EqualTo(new[] { "made:1", "made:1", "typed:1", "dearer:1" }));
        Assert.That(_tally.Created, Is.EqualTo(4), "no run constructs any");
    }

    [Test]
    public async Task RefreshAsync_NobodyHasResolvedIt_RunsTheOneThatCallersGet([Values] bool isLast)
    {
        _services.AddSingleton(Factory).AddSingleton<Prices>();
        _services.DecorateWithCaching<Prices>();
        if (!isLast)
        {
            _services.AddTransient<Prices, Dearer>();
        }

        await using ServiceProvider provider = _services.BuildStrict();
        var cache = provider.GetRequiredService<IMethodCache>();

        Assert.That(await cache.RefreshAsync<Prices>(prices => prices.Find(1)), Is.EqualTo(RefreshResult.Added));
        Assert.That((await cache.PeekAsync<Prices>(prices => prices.Find(1)))?.Value, Is.EqualTo("typed:1"));
    }
}
