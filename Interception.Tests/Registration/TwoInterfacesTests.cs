using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>One class behind two interfaces: to the container, and so to the cache, two services.</summary>
[TestFixture]
internal sealed class TwoInterfacesTests
{
    internal interface IBuying
    {
        string Shop { get; }

        string Price(int id);
    }

    internal interface ISelling
    {
        string Shop { get; set; }

        string Price(int id);
    }

    internal sealed class Market(Tally tally) : IBuying, ISelling
    {
        public string Shop { get; set; } = "small";

        string IBuying.Price(int id) => tally.Run($"buy {id}");

        string ISelling.Price(int id) => tally.Run($"sell {id}");
    }

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _tally);

    [Test]
    [Property("Failure", "D9")]
    public void Resolve_OneClassBehindTwoInterfaces_AnswersEachForItselfAndIsNotTheOther([Values] bool isForwarded)
    {
        using ServiceProvider provider = Build(isForwarded);
        using IServiceScope scope = provider.CreateScope();
        var buying = scope.ServiceProvider.GetRequiredService<IBuying>();
        var selling = scope.ServiceProvider.GetRequiredService<ISelling>();

        for (int round = 0; round < 2; round++)
        {
            Assert.That((buying.Price(1), selling.Price(1)), Is.EqualTo(("buy 1", "sell 1")));
        }

        Assert.That(_tally.Runs, Is.EqualTo(2));
        Assert.That(buying, Is.Not.InstanceOf<ISelling>());
        Assert.That(selling, Is.Not.InstanceOf<IBuying>());
    }

    [Test]
    public void PassThrough_BothAreForwardedToOneInstance_ReachIt([Values] bool isForwarded)
    {
        using ServiceProvider provider = Build(isForwarded);
        using IServiceScope scope = provider.CreateScope();

        scope.ServiceProvider.GetRequiredService<ISelling>().Shop = "large";

        Assert.That(scope.ServiceProvider.GetRequiredService<IBuying>().Shop, Is.EqualTo(isForwarded ? "large" : "small"));
    }

    private ServiceProvider Build(bool isForwarded)
    {
        if (isForwarded)
        {
            _services.AddScoped<Market>().AddScoped<IBuying>(static scope => scope.GetRequiredService<Market>());
            _services.AddScoped<ISelling>(static scope => scope.GetRequiredService<Market>());
        }
        else
        {
            _services.AddScoped<IBuying, Market>().AddScoped<ISelling, Market>();
        }

        _services.CacheMethods("IBuying.Price", "ISelling.Price").DecorateWithCaching<IBuying>().DecorateWithCaching<ISelling>();
        return _services.BuildStrict();
    }
}
