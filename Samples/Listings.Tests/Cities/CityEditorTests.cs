using Listings.Cities;
using Listings.Database;
using Listings.Tests.Support;
using static Listings.Tests.Support.SmallDatabase;

namespace Listings.Tests.Cities;

[TestFixture]
internal sealed class CityEditorTests
{
    [Test]
    public async Task SetPopulationAsync_KnownCity_ChangesItAlone()
    {
        using var database = new SmallDatabase(City(1, "Bonn", population: 10), City(2, "Kiel", population: 20));
        long queries = database.Queries.Count;

        bool changed = await new CityEditor(database.Context).SetPopulationAsync(1, 11, default);

        using CityContext after = database.NewContext();
        Assert.That(changed, Is.True);
        Assert.That(database.Queries.Count, Is.EqualTo(queries), "a change is no query");
        Assert.That(after.Cities.OrderBy(city => city.Id).Select(city => city.Population), Is.EqualTo(new[] { 11L, 20L }));
    }

    [Test]
    public async Task SetPopulationAsync_UnknownCity_SaysSo()
    {
        using var database = new SmallDatabase();

        Assert.That(await new CityEditor(database.Context).SetPopulationAsync(1, 11, default), Is.False);
    }

    [TestCase(0)]
    [TestCase(CityEditor.MaxPopulation + 1)]
    public void SetPopulationAsync_OutOfBounds_Throws(long population)
    {
        using var database = new SmallDatabase();
        var editor = new CityEditor(database.Context);

        Assert.That(() => editor.SetPopulationAsync(1, population, default), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
