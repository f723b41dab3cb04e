using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>The container's own checks see through a decoration, and the decoration asks for nothing that they would have refused.</summary>
[TestFixture]
internal sealed class CaptiveDependencyTests
{
    internal sealed class Visit;

    /// <summary>Registered as a singleton it would keep somebody's visit.</summary>
    internal sealed class Captor(Tally tally, Visit visit) : IQuotes
    {
        public string Source => $"{visit}";

        public string Find(int id) => tally.Run($"{visit}:{id}");
    }

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _tally).AddScoped<Visit>();

    [Test]
    [Property("Failure", "D10")]
    public void BuildStrict_SingletonNeedsAScopedService_IsFoundOnBuild([Values] bool isKeyed)
    {
        _services.Add(new ServiceDescriptor(typeof(IQuotes), isKeyed ? "k" : null, typeof(Captor), ServiceLifetime.Singleton));
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();

        Assert.That(_services.BuildStrict, Throws.TypeOf<AggregateException>().With.Message.Contains("Cannot consume scoped service"));
    }

    [Test]
    [Property("Failure", "D10")]
    public async Task Resolve_SingletonFromTheRoot_AsksForNothingScoped([Values] bool isKeyed)
    {
        string? key = isKeyed ? "k" : null;
        _services.Add(new ServiceDescriptor(typeof(IQuotes), key, typeof(OtherQuotes), ServiceLifetime.Singleton));
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        await using ServiceProvider provider = _services.BuildStrict();
        var quotes = provider.GetRequiredKeyedService<IQuotes>(key);

        Assert.That((quotes.Find(1), quotes.Find(1), quotes.Source, _tally.Runs), Is.EqualTo(("other:1", "other:1", "other", 1)));
        Assert.That(provider.GetProblems(), Is.Empty);
    }
}
