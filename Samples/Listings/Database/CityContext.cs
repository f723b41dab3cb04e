using Listings.Cities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Listings.Database;

/// <summary>The database: one table, with no index besides its key.</summary>
public sealed class CityContext(DbContextOptions<CityContext> options) : DbContext(options)
{
    /// <summary>All cities.</summary>
    public DbSet<City> Cities => Set<City>();

    /// <summary>Lets all queries until its end see one moment of the database. It holds up nobody.</summary>
    public async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)Database.GetDbConnection();
        return (await Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellationToken))!;
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<City>().Property(city => city.Id).ValueGeneratedNever();
    }
}
