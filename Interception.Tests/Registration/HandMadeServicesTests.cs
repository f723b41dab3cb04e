using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>An object that the container did not make, but that takes its services from it, as filters and endpoints do.</summary>
[TestFixture]
internal sealed class HandMadeServicesTests
{
    internal sealed class Desk(IQuotes quotes, [FromKeyedServices("k")] IQuotes keyed)
    {
        public string Ask(int id) => $"{quotes.Find(id)} {keyed.Find(id)}";
    }

    [Test]
    [Property("Failure", "D14")]
    public void CreateInstance_ByActivatorUtilities_GetsTheDecoratedServices()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<IQuotes, Quotes>().AddKeyedScoped<IQuotes, OtherQuotes>("k");
        services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Desk[] desks = [ActivatorUtilities.CreateInstance<Desk>(scope.ServiceProvider), ActivatorUtilities.CreateInstance<Desk>(scope.ServiceProvider)];

        Assert.That(desks.Select(static desk => desk.Ask(1)), Is.EqualTo(new[] { "one:1 other:1", "one:1 other:1" }));
        Assert.That(tally.Runs, Is.EqualTo(2));
    }
}
