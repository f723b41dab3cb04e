using Listings.Cities;
using Listings.Database;
using Listings.Profile;
using Listings.Tests.Support;
using static Listings.Tests.Support.SmallDatabase;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class TruthTests
{
    private static readonly City[] Cities =
    [
        City(1, "Bonn", "DE", 300, 50), City(2, "Bad Ems", "DE", 100, 50), City(3, "Lyon", "FR", 290, 45),
        City(4, "Bath", "GB", 110, 51), City(5, "Oslo", "NO", 110, 60),
    ];

    [Test]
    public async Task Content_AnyQueryAndVersion_IsWhatTheDatabaseSays()
    {
        CityEdit[] edits = [new CityEdit(4, 320), new CityEdit(2, 500)];
        var truth = new Truth(Cities, edits);
        using var database = new SmallDatabase(Cities);
        CityQuery[] queries =
        [
            new(), new(Page: 2), new("DE"), new(Text: "ba"), new("DE", "BA"),
            new(Sort: CitySort.Name), new(Sort: CitySort.Latitude),
        ];

        for (int version = 0; version <= edits.Length; version++)
        {
            foreach (CityQuery query in queries)
            {
                using CityContext context = database.NewContext();
                CityPage page = await new CityListing(context, new RunCounter()).GetPageAsync(query, default);
                Assert.That(truth.Content(query, version), Is.EqualTo(Content(page)), $"{query} in version {version}");
            }

            if (version < edits.Length)
            {
                (int cityId, long population) = edits[version];
                await new CityEditor(database.Context).SetPopulationAsync(cityId, population, default);
            }
        }
    }

    private static string Content(CityPage page) => ViewContent.Of(
        page.CityCount, page.Population, page.Cities.Select(city => (city.Id, city.Population, city.Twin?.Id ?? 0)));
}
