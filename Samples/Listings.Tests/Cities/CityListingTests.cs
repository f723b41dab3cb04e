using Listings.Cities;
using Listings.Tests.Support;
using static Listings.Tests.Support.SmallDatabase;

namespace Listings.Tests.Cities;

[TestFixture]
internal sealed class CityListingTests
{
    [Test]
    public async Task GetPageAsync_Country_ListsOnlyItsCities()
    {
        CityPage page = await PageAsync(new CityQuery("DE"), City(1, "Bonn", "DE"), City(2, "Lyon", "FR"), City(3, "Kiel", "DE"));

        Assert.That(page.Cities.Select(city => city.Name), Is.EqualTo(new[] { "Bonn", "Kiel" }));
        Assert.That(page.CityCount, Is.EqualTo(2));
        Assert.That(page.Countries, Is.EqualTo(new[] { new CountryCount("DE", 2), new CountryCount("FR", 1) }));
    }

    [Test]
    public async Task GetPageAsync_Text_IgnoresCaseAndCountsItsCountries()
    {
        CityPage page = await PageAsync(
            new CityQuery(Text: "bad"), City(1, "Bad Ems", "DE"), City(2, "Lyon", "FR"), City(3, "Abbadia", "IT"));

        Assert.That(page.Cities.Select(city => city.Id), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(page.Countries.Select(country => country.Country), Is.EqualTo(new[] { "DE", "IT" }));
    }

    [TestCase("%")]
    [TestCase("_")]
    [TestCase(@"\")]
    public async Task GetPageAsync_WildcardInText_IsAnOrdinaryCharacter(string text)
    {
        CityPage page = await PageAsync(new CityQuery(Text: text), City(1, "Bonn"), City(2, $"Bo{text}nn"));

        Assert.That(page.Cities.Select(city => city.Id), Is.EqualTo(new[] { 2 }));
    }

    [TestCase(CitySort.Population, new[] { 2, 3, 1 })]
    [TestCase(CitySort.Name, new[] { 3, 2, 1 })]
    [TestCase(CitySort.Latitude, new[] { 1, 3, 2 })]
    public async Task GetPageAsync_Sort_PutsThemInOrder(CitySort sort, int[] ids)
    {
        CityPage page = await PageAsync(
            new CityQuery(Sort: sort),
            City(1, "c", population: 10, latitude: 60), City(2, "b", population: 30), City(3, "a", population: 20, latitude: 30));

        Assert.That(page.Cities.Select(city => city.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task GetPageAsync_SecondPage_ContinuesTheFirst()
    {
        City[] cities = [.. Enumerable.Range(1, 20).Select(id => City(id, $"City {id}", population: 1000 - id))];

        CityPage page = await PageAsync(new CityQuery(Page: 2), cities);

        Assert.That(page.Cities.Select(city => city.Id), Is.EqualTo(Enumerable.Range(16, 5)));
        Assert.That(page.PageCount, Is.EqualTo(2));
        Assert.That(page.Population, Is.EqualTo(cities.Sum(city => city.Population)));
    }

    [Test]
    public async Task GetPageAsync_NothingFound_IsOneEmptyPage()
    {
        CityPage page = await PageAsync(new CityQuery("XX"), City(1, "Bonn", "DE"));

        Assert.That(page.Cities, Is.Empty);
        Assert.That(page.PageCount, Is.EqualTo(1));
    }

    [Test]
    public async Task GetPageAsync_Twin_IsTheNearestInSizeAndLatitudeAbroad()
    {
        CityPage page = await PageAsync(
            new CityQuery("DE"),
            City(1, "Bonn", "DE", 1000, 50), City(2, "Kiel", "DE", 1000, 50), // the nearest of all, but no city abroad
            City(3, "Lyon", "FR", 1100, 49), City(4, "Perth", "AU", 1000, -32));

        Assert.That(page.Cities.Select(city => city.Twin), Is.All.EqualTo(new TwinCity(3, "Lyon", "FR")));
    }

    [Test]
    public async Task GetPageAsync_OnlyOneCountry_HasNoTwins()
    {
        CityPage page = await PageAsync(new CityQuery(), City(1, "Bonn", "DE"), City(2, "Kiel", "DE"));

        Assert.That(page.Cities.Select(city => city.Twin), Is.All.Null);
    }

    [Test]
    public async Task GetPageAsync_APage_TakesFiveQueries()
    {
        using var database = new SmallDatabase(City(1, "Bonn", "DE"));
        long before = database.Queries.Count;

        await new CityListing(database.Context, new RunCounter()).GetPageAsync(new CityQuery(), default);

        Assert.That(database.Queries.Count - before, Is.EqualTo(5));
    }

    private static async Task<CityPage> PageAsync(CityQuery query, params City[] cities)
    {
        using var database = new SmallDatabase(cities);
        return await new CityListing(database.Context, new RunCounter()).GetPageAsync(query, default);
    }
}
