using Listings.Cities;
using Listings.Database;
using Listings.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listings.Tests.Database;

[TestFixture]
internal sealed class DatabaseSetupTests
{
    [Test]
    public async Task EnsureFilled_Again_KeepsWhatWasEdited()
    {
        using var database = new SmallDatabase();
        await using ServiceProvider services = new ServiceCollection()
            .AddScoped(_ => database.NewContext())
            .BuildServiceProvider();

        DatabaseSetup.EnsureFilled(services);
        City shanghai = await database.Context.Cities.SingleAsync(city => city.Name == "Shanghai");
        await new CityEditor(database.Context).SetPopulationAsync(shanghai.Id, 7, default);
        DatabaseSetup.EnsureFilled(services);

        Assert.That(await database.Context.Cities.CountAsync(), Is.EqualTo(24_323));
        Assert.That(await database.Context.Cities.CountAsync(city => city.Population == 7), Is.EqualTo(1));
    }
}
