using Listings.Database;
using Microsoft.EntityFrameworkCore;

namespace Listings.Cities;

/// <summary>Changes cities in the database, and only there: no cache is told.</summary>
public sealed class CityEditor(CityContext database)
{
    /// <summary>The largest population that can be set.</summary>
    public const long MaxPopulation = 100_000_000;

    /// <summary>Sets how many people live in a city.</summary>
    /// <returns>Whether there is such a city.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="population"/> is not 1 to 100,000,000.</exception>
    public async Task<bool> SetPopulationAsync(int cityId, long population, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(population, MaxPopulation);

        int changed = await database.Cities
            .Where(city => city.Id == cityId)
            .ExecuteUpdateAsync(city => city.SetProperty(c => c.Population, population), cancellationToken);
        return changed == 1;
    }
}
