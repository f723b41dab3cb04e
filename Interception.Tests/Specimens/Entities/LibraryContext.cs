using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Interception.Tests.Specimens.Entities;

/// <summary>A library's database: a real one of SQLite, in memory, which lives as long as its connection.</summary>
public sealed class LibraryContext : DbContext
{
    public LibraryContext(DbContextOptions<LibraryContext> options, ContextWatch watch)
        : base(options) => watch.Add(this);

    public DbSet<Writer> Writers => Set<Writer>();

    public DbSet<Book> Books => Set<Book>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Reader> Readers => Set<Reader>();

    public static async Task<SqliteConnection> OpenDatabaseAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var context = new LibraryContext(new DbContextOptionsBuilder<LibraryContext>().UseSqlite(connection).Options, new ContextWatch());
        await context.Database.EnsureCreatedAsync();
        context.Add(new Writer
        {
            Name = "Ada", Home = new() { Street = "Main St 1" }, Books = [new() { Title = "Notes", Price = 10.50m }, new() { Title = "More notes" }],
        });
        context.Add(new Writer { Name = "Bo" });
        var order = new Order("A1");
        order.Add(new OrderLine { Sku = "S1", Count = 2 });
        order.Add(new OrderLine { Sku = "S2" });
        order.Ship();
        context.AddRange(order, new Reader(0, "Cy", new DateOnly(2026, 1, 1)));
        await context.SaveChangesAsync();
        return connection;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Writer>().OwnsOne(one => one.Home);
        modelBuilder.Entity<Order>().HasMany(one => one.Lines).WithOne();
        modelBuilder.Entity<Order>().Property(one => one.Number);
        modelBuilder.Entity<Order>().Property<string>("_state");
        modelBuilder.Entity<Order>().Ignore(one => one.State);
    }
}
