using Listings.Cities;
using Listings.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Listings.Tests.Support;

/// <summary>A database in memory with the cities of one test.</summary>
internal sealed class SmallDatabase : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SmallDatabase(params City[] cities)
    {
        _connection.Open();
        Context = NewContext();
        Context.Database.EnsureCreated();
        Context.Cities.AddRange(cities);
        Context.SaveChanges();
    }

    public QueryCounter Queries { get; } = new();

    public CityContext Context { get; }

    public CityContext NewContext() => new(
        new DbContextOptionsBuilder<CityContext>().UseSqlite(_connection).AddInterceptors(Queries).Options);

    public void Dispose()
    {
        Context.Dispose();
        _connection.Dispose();
    }

    public static City City(int id, string name, string country = "XX", long population = 1000, double latitude = 0) =>
        new() { Id = id, Name = name, Country = country, Population = population, Latitude = latitude };
}
