using Listings.Database;
using Microsoft.EntityFrameworkCore;

namespace Listings.Cities;

/// <summary>Lists cities straight from the database. It knows nothing of a cache.</summary>
public sealed class CityListing(CityContext database, RunCounter runs) : ICityListing
{
    /// <summary>How far apart two latitudes are that count as much as twice the population, in degrees.</summary>
    private const double DegreesPerDoubling = 10;

    /// <inheritdoc/>
    public Task<CityPage> GetPageAsync(CityQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        runs.Begin();
        return database.ReadSnapshotAsync(() => ReadPageAsync(query, cancellationToken), cancellationToken);
    }

    private async Task<CityPage> ReadPageAsync(CityQuery query, CancellationToken cancellationToken)
    {
        IQueryable<City> named = WithText(query.Text);
        IQueryable<City> found = query.Country is null ? named : named.Where(city => city.Country == query.Country);

        List<City> cities = await InOrder(found, query.Sort)
            .Skip((query.Page - 1) * CityQuery.PageSize).Take(CityQuery.PageSize)
            .ToListAsync(cancellationToken);
        int cityCount = await found.CountAsync(cancellationToken);
        long population = await found.SumAsync(city => city.Population, cancellationToken);
        List<CountryCount> countries = await CountAsync(named, cancellationToken);
        Dictionary<int, TwinCity> twins = await FindTwinsAsync(cities, cancellationToken);

        return new CityPage([.. cities.Select(city => Listed(city, twins))], cityCount, population, countries);
    }

    private static ListedCity Listed(City city, Dictionary<int, TwinCity> twins) => new(
        city.Id, city.Name, city.Country, city.Population, city.Latitude, city.Longitude, twins.GetValueOrDefault(city.Id));

    // The id settles ties, so that one query has one answer.
    private static IOrderedQueryable<City> InOrder(IQueryable<City> cities, CitySort sort) => sort switch
    {
        CitySort.Name => cities.OrderBy(city => city.Name).ThenBy(city => city.Id),
        CitySort.Latitude => cities.OrderByDescending(city => city.Latitude).ThenBy(city => city.Id),
        _ => cities.OrderByDescending(city => city.Population).ThenBy(city => city.Id),
    };

    private static async Task<List<CountryCount>> CountAsync(IQueryable<City> cities, CancellationToken cancellationToken)
    {
        var counts = await cities
            .GroupBy(city => city.Country)
            .Select(country => new { Country = country.Key, CityCount = country.Count() })
            .OrderByDescending(country => country.CityCount).ThenBy(country => country.Country)
            .ToListAsync(cancellationToken);
        return [.. counts.Select(country => new CountryCount(country.Country, country.CityCount))];
    }

    private static string EscapeLike(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    private IQueryable<City> WithText(string? text)
    {
        IQueryable<City> cities = database.Cities.AsNoTracking();
        if (text is null)
        {
            return cities;
        }

        string pattern = $"%{EscapeLike(text)}%";
        return cities.Where(city => EF.Functions.Like(city.Name, pattern, @"\"));
    }

    /// <summary>Finds the twin of each city: a search through all the others, in the database.</summary>
    private async Task<Dictionary<int, TwinCity>> FindTwinsAsync(List<City> cities, CancellationToken cancellationToken)
    {
        int[] ids = [.. cities.Select(city => city.Id)];
        var pairs = await database.Cities
            .Where(city => ids.Contains(city.Id))
            .Select(city => new
            {
                city.Id,
                TwinId = database.Cities
                    .Where(other => other.Country != city.Country)
                    .OrderBy(other => (Math.Abs(other.Population - city.Population) / (double)city.Population)
                        + (Math.Abs(other.Latitude - city.Latitude) / DegreesPerDoubling))
                    .ThenBy(other => other.Id)
                    .Select(other => other.Id)
                    .FirstOrDefault(),
            })
            .Join(database.Cities, pair => pair.TwinId, city => city.Id, (pair, twin) => new { pair.Id, Twin = twin })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return pairs.ToDictionary(pair => pair.Id, pair => new TwinCity(pair.Twin.Id, pair.Twin.Name, pair.Twin.Country));
    }
}
