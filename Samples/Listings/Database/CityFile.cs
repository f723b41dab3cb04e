using System.Globalization;
using Listings.Cities;

namespace Listings.Database;

/// <summary>Reads the cities from the file that comes with the application: tab-separated, with a header line.</summary>
public static class CityFile
{
    private const int ColumnCount = 8;

    /// <summary>Where the file lies.</summary>
    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "cities.tsv");

    /// <summary>Reads all cities.</summary>
    /// <exception cref="InvalidDataException">A line doesn't have the columns of a city.</exception>
    public static IEnumerable<City> Read(string path) => File.ReadLines(path).Skip(1).Select(Parse);

    private static City Parse(string line)
    {
        string[] columns = line.Split('\t');
        if (columns.Length != ColumnCount)
        {
            throw new InvalidDataException(
                $"The line '{line}' has {columns.Length} columns, a city has {ColumnCount}. Is the file tab-separated?");
        }

        return new City
        {
            Id = int.Parse(columns[0], CultureInfo.InvariantCulture),
            Name = columns[1],
            Country = columns[2],
            Population = long.Parse(columns[5], CultureInfo.InvariantCulture),
            Latitude = double.Parse(columns[6], CultureInfo.InvariantCulture),
            Longitude = double.Parse(columns[7], CultureInfo.InvariantCulture),
        };
    }
}
