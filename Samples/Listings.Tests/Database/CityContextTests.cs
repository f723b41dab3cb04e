using Listings.Cities;
using Listings.Database;
using Listings.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listings.Tests.Database;

[TestFixture]
internal sealed class CityContextTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task ReadSnapshotAsync_EditInBetween_IsNotSeenHalfway(CancellationToken cancellationToken)
    {
        await using RunningListings listings = await RunningListings.StartAsync();
        await using AsyncServiceScope reader = listings.App.Services.CreateAsyncScope();
        await using AsyncServiceScope writer = listings.App.Services.CreateAsyncScope();
        CityContext context = reader.ServiceProvider.GetRequiredService<CityContext>();
        City first = await context.Cities.AsNoTracking().OrderBy(city => city.Id).FirstAsync(cancellationToken);

        Task<long> Population() => context.Cities
            .Where(city => city.Id == first.Id).Select(city => city.Population).SingleAsync(cancellationToken);
        (long Before, long After) seen = await context.ReadSnapshotAsync(
            async () =>
            {
                long before = await Population();
                await writer.ServiceProvider.GetRequiredService<CityEditor>().SetPopulationAsync(first.Id, 7, cancellationToken);
                return (before, await Population());
            },
            cancellationToken);

        Assert.That(seen, Is.EqualTo((first.Population, first.Population)));
        Assert.That(await Population(), Is.EqualTo(7));
    }
}
