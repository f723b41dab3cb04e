using Listings.Cities;
using Listings.Database;

namespace Listings.Tests.Database;

[TestFixture]
internal sealed class CityFileTests
{
    [Test]
    public void Read_TheFileThatComesAlong_HasAllCities()
    {
        City[] cities = [.. CityFile.Read(CityFile.DefaultPath)];

        Assert.That(cities, Has.Length.EqualTo(24_323));
        Assert.That(cities[0], Has.Property("Name").EqualTo("Shanghai").And.Property("Country").EqualTo("CN")
            .And.Property("Population").EqualTo(22_315_474).And.Property("Latitude").EqualTo(31.22222));
        Assert.That(cities.Select(city => city.Id), Is.Unique);
    }

    [Test]
    public void Read_TooFewColumns_SaysWhichLine()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["header", "1 Bonn DE"]);

            Assert.That(
                () => CityFile.Read(path).ToList(),
                Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                    "The line '1 Bonn DE' has 1 columns, a city has 8. Is the file tab-separated?"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
