using Listings.Cities;
using Microsoft.EntityFrameworkCore;

namespace Listings.Database;

/// <summary>The database: one table, with no index besides its key.</summary>
public sealed class CityContext(DbContextOptions<CityContext> options) : DbContext(options)
{
    /// <summary>All cities.</summary>
    public DbSet<City> Cities => Set<City>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<City>().Property(city => city.Id).ValueGeneratedNever();
    }
}
