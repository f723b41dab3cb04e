using Listings.Cities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Listings.Database;

/// <summary>The database: one table, with no index besides its key.</summary>
public sealed class CityContext(DbContextOptions<CityContext> options) : DbContext(options)
{
    /// <summary>All cities.</summary>
    public DbSet<City> Cities => Set<City>();

    /// <summary>Reads one moment of the database with several queries: nobody's change shows halfway, and nobody waits.</summary>
    public async Task<T> ReadSnapshotAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);

        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = (SqliteConnection)Database.GetDbConnection();
            await using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
            await using IDbContextTransaction? used = await Database.UseTransactionAsync(snapshot, cancellationToken);
            return await read();
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<City>().Property(city => city.Id).ValueGeneratedNever();
    }
}
