using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Interception.Tests.Specimens.Entities;

/// <summary>A database whose entities come as proxies, if its options say so.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Shop> Shops => Set<Shop>();

    public static async Task<SqliteConnection> OpenDatabaseAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var context = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite(connection).Options);
        await context.Database.EnsureCreatedAsync();
        context.Add(new Shop { Name = "Corner", Home = new() { Street = "Main St 1" }, Clerks = { new() { Name = "Di" }, new() { Name = "Ed" } } });
        await context.SaveChangesAsync();
        return connection;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Shop>().OwnsOne(one => one.Home);
}
