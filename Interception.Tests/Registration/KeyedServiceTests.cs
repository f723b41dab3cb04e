using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class KeyedServiceTests
{
    internal enum Market
    {
        Europe,
        Asia,
    }

    /// <summary>Says which key it was told.</summary>
    internal sealed class KeyedQuotes(Tally tally, [ServiceKey] object key) : IQuotes
    {
        public string Source => $"{key.GetType().Name} {key}";

        public string Find(int id) => tally.Run($"{key}:{id}");
    }

    /// <summary>Takes a string of its own in front of the key.</summary>
    internal sealed class NamedQuotes(Tally tally, string name, [ServiceKey] string key) : IQuotes
    {
        public string Source => $"{name} {key}";

        public string Find(int id) => tally.Run($"{name} {key}:{id}");
    }

    /// <summary>Asks for a dependency under its own key, whatever that is.</summary>
    internal sealed class InheritingQuotes(Tally tally, [FromKeyedServices] Uri address) : IQuotes
    {
        public string Source => address.Host;

        public string Find(int id) => tally.Run($"{address.Host}:{id}");
    }

    internal sealed class Shop([FromKeyedServices("a")] IQuotes a, [FromKeyedServices(Market.Asia)] IQuotes asia, IQuotes plain)
    {
        public string[] Ask(int id) => [a.Find(id), asia.Find(id), plain.Find(id)];
    }

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _tally);

    [Test, Property("Failure", "K21"), Property("Failure", "D6")]
    public void GetRequiredKeyedService_AnyKindOfKey_NeverMixesAnswers([Values] ServiceLifetime lifetime)
    {
        object[] keys = ["a", "b", "0", 0, 1, Market.Europe, Market.Asia];
        foreach (object key in keys)
        {
            _services.Add(new ServiceDescriptor(typeof(IQuotes), key, typeof(KeyedQuotes), lifetime));
        }

        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        for (int round = 0; round < 2; round++)
        {
            foreach (object key in keys)
            {
                var quotes = scope.ServiceProvider.GetRequiredKeyedService<IQuotes>(key);
                Assert.That(quotes.Find(5), Is.EqualTo($"{key}:5"));
                Assert.That(quotes.Source, Is.EqualTo($"{key.GetType().Name} {key}"));
            }
        }

        Assert.That(_tally.Runs, Is.EqualTo(keys.Length));
    }

    [Test]
    [Property("Failure", "D14")]
    public void FromKeyedServices_AndPlain_GetTheirOwn()
    {
        _services.AddKeyedScoped<IQuotes, KeyedQuotes>("a");
        _services.AddKeyedScoped<IQuotes>(Market.Asia, (scope, key) => new Quotes(scope.GetRequiredService<Tally>(), $"{key}"));
        _services.AddScoped<IQuotes, OtherQuotes>().AddScoped<Shop>();
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        var shop = scope.ServiceProvider.GetRequiredService<Shop>();

        Assert.That(shop.Ask(1), Is.EqualTo(new[] { "a:1", "Asia:1", "other:1" }));
        Assert.That(shop.Ask(1), Is.EqualTo(new[] { "a:1", "Asia:1", "other:1" }));
        Assert.That(_tally.Runs, Is.EqualTo(3));
    }

    [Test]
    public void GetRequiredKeyedService_Instance_RunsOnIt()
    {
        _services.AddKeyedSingleton<IQuotes>("mine", new Quotes(_tally, "mine"));
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();

        var quotes = provider.GetRequiredKeyedService<IQuotes>("mine");

        Assert.That((quotes.Find(1), quotes.Find(1), _tally.Runs), Is.EqualTo(("mine:1", "mine:1", 1)));
    }

    [Test]
    public void GetRequiredKeyedService_AnotherStringBeforeTheKey_GetsItsOwn()
    {
        _services.AddSingleton("shop");
        _services.AddKeyedScoped<IQuotes, NamedQuotes>("a");
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        var quotes = scope.ServiceProvider.GetRequiredKeyedService<IQuotes>("a");

        Assert.That((quotes.Find(1), quotes.Source), Is.EqualTo(("shop a:1", "shop a")));
    }

    [Test]
    public void GetRequiredKeyedService_DependencyUnderTheSameKey_IsFound()
    {
        _services.AddKeyedSingleton("a", new Uri("http://a.example")).AddKeyedSingleton("b", new Uri("http://b.example"));
        _services.AddKeyedScoped<IQuotes, InheritingQuotes>("a").AddKeyedScoped<IQuotes, InheritingQuotes>("b");
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(scope.ServiceProvider.GetRequiredKeyedService<IQuotes>("a").Find(1), Is.EqualTo("a.example:1"));
        Assert.That(scope.ServiceProvider.GetRequiredKeyedService<IQuotes>("b").Find(1), Is.EqualTo("b.example:1"));
    }

    [Test]
    public void GetKeyedServices_AnyKey_ShowsTheUndecoratedOriginalsToo()
    {
        _services.AddKeyedScoped<IQuotes, KeyedQuotes>("a").AddScoped<IQuotes, OtherQuotes>();
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        string[] sources = [.. scope.ServiceProvider.GetKeyedServices<IQuotes>(KeyedService.AnyKey).Select(one => one.Source)];

        // The container has no keys that are hidden from AnyKey: the original of each registration shows.
        Assert.That(sources, Is.EquivalentTo(new[] { "String a", "String a", "other" }));
        Assert.That(scope.ServiceProvider.GetKeyedServices<IQuotes>("a").ToArray(), Has.Length.EqualTo(1));
    }

    [Test]
    public void DecorateWithCaching_TwiceSeveralUnderOneKey_DecoratesEachOnce()
    {
        _services.AddKeyedScoped<IQuotes, KeyedQuotes>("a").AddKeyedScoped<IQuotes, OtherQuotes>("a");
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        ServiceDescriptor[] once = [.. _services];
        _services.DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        IQuotes[] all = [.. scope.ServiceProvider.GetKeyedServices<IQuotes>("a")];

        Assert.That(_services, Is.EqualTo(once));
        Assert.That(all.Select(static one => one.Find(1) + one.Find(1)), Is.EqualTo(new[] { "a:1a:1", "other:1other:1" }));
        Assert.That(_tally.Runs, Is.EqualTo(2));
    }

    [Test]
    [Property("Failure", "D6")]
    public void DecorateWithCaching_RegisteredUnderAnyKey_IsAProblem()
    {
        _services.AddKeyedScoped<IQuotes, KeyedQuotes>(KeyedService.AnyKey).CacheMethods().DecorateWithCaching<IQuotes>();

        Assert.That(_services.FindProblems(), Is.EqualTo(new[]
        {
            "'IQuotes' can't be decorated: it is registered under KeyedService.AnyKey; register it under each key",
        }));
    }

    [Test]
    public void DecorateWithCaching_PredicateMeetsAnyKey_LeavesItAlone()
    {
        _services.AddKeyedScoped<IQuotes, KeyedQuotes>(KeyedService.AnyKey).CacheMethods()
            .DecorateWithCaching(static type => type == typeof(IQuotes));
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(provider.GetProblems(), Is.Empty);
        Assert.That(scope.ServiceProvider.GetRequiredKeyedService<IQuotes>("x"), Is.TypeOf<KeyedQuotes>());
    }
}
