using System.Linq.Expressions;
using Interception;
using Listings.Cities;
using Listings.Database;
using Listings.Pages;
using Listings.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Listings.Tests.Pages;

[TestFixture]
internal sealed class MeasuredListingTests
{
    private static readonly CityPage FromCache = new([], 1, 1, []);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    [Test]
    public async Task GetPageAsync_Cached_TellsTheAge()
    {
        using ServiceProvider services = Services(out MeasuredListing listing);

        MeasuredPage answer = await listing.GetPageAsync(new CityQuery(), useCache: true, default);

        Assert.That(answer.Page, Is.SameAs(FromCache));
        Assert.That(answer.CachedAge, Is.EqualTo(Age));
    }

    [Test]
    public async Task GetPageAsync_CacheSwitchedOff_AsksTheDatabase()
    {
        using ServiceProvider services = Services(out MeasuredListing listing);

        MeasuredPage answer = await listing.GetPageAsync(new CityQuery(), useCache: false, default);

        Assert.That(answer.Page, Is.Not.SameAs(FromCache));
        Assert.That(answer.CachedAge, Is.Null);
        Assert.That(answer.Queries, Is.EqualTo(5));
    }

    private static ServiceProvider Services(out MeasuredListing listing)
    {
        var cached = new Mock<ICityListing>();
        cached.Setup(l => l.GetPageAsync(It.IsAny<CityQuery>(), It.IsAny<CancellationToken>())).ReturnsAsync(FromCache);
        var cache = new Mock<IMethodCache>();
        cache.Setup(c => c.PeekAsync(It.IsAny<Expression<Func<ICityListing, object?>>>(), null))
            .ReturnsAsync(new CachedAnswer(FromCache, Age, IsCheckPending: false));

        ServiceProvider services = new ServiceCollection()
            .AddSingleton(_ => new SmallDatabase(SmallDatabase.City(1, "Bonn")))
            .AddSingleton(provider => provider.GetRequiredService<SmallDatabase>().Context)
            .AddSingleton(provider => provider.GetRequiredService<SmallDatabase>().Queries)
            .AddSingleton<RunCounter>()
            .AddSingleton<CityListing>()
            .AddSingleton(cached.Object)
            .BuildServiceProvider();
        listing = new MeasuredListing(services, services.GetRequiredService<QueryCounter>(), cache.Object);
        services.GetRequiredService<CityContext>();
        return services;
    }
}
