using Interception.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>The everyday case: a scoped service over a scoped DbContext, whose request is long over when it is checked.</summary>
[TestFixture]
internal sealed class DbContextTests
{
    public interface ICities
    {
        Task<List<City>> InAsync(string country, CancellationToken cancellationToken);

        Task AddAsync(string name, string country);
    }

    [Test]
    [Property("Failure", "D1")]
    public async Task Check_RequestScopeHasEnded_QueriesThroughAContextOfItsOwn()
    {
        await using var connection = await OpenAsync();
        await using CacheHost host = Start(connection);
        await using (AsyncServiceScope request = host.Services.CreateAsyncScope())
        {
            Assert.That(await NamesAsync(request.ServiceProvider), Is.EqualTo((string[])["Ankh"]));
        }

        await using (AsyncServiceScope request = host.Services.CreateAsyncScope())
        {
            await request.ServiceProvider.GetRequiredService<ICities>().AddAsync("Pseudopolis", "disc");
            Assert.That(await NamesAsync(request.ServiceProvider), Is.EqualTo((string[])["Ankh"]), "a hit");
        }

        await host.IdleAsync();

        await using (AsyncServiceScope request = host.Services.CreateAsyncScope())
        {
            Assert.That(await NamesAsync(request.ServiceProvider), Is.EqualTo((string[])["Ankh", "Pseudopolis"]));
        }

        await host.IdleAsync();
        Assert.That(host.EventNames(), Is.Empty);
    }

    [Test]
    public async Task Hit_ConstructsNeitherTheServiceNorItsContext()
    {
        await using var connection = await OpenAsync();
        await using CacheHost host = Start(connection, CheckMode.Off);
        await RequestAsync(host);
        var counts = host.Get<Counts>();
        int contexts = counts.Contexts;
        int services = counts.Services;

        await RequestAsync(host);

        Assert.That(counts.Contexts, Is.EqualTo(contexts));
        Assert.That(counts.Services, Is.EqualTo(services));
    }

    [Test, Property("Failure", "B18")]
    public async Task Run_EachHasAContextOfItsOwnThatIsDisposedOf()
    {
        await using var connection = await OpenAsync();
        await using CacheHost host = Start(connection);
        await RequestAsync(host);
        await RequestAsync(host);
        await host.IdleAsync();

        var counts = host.Get<Counts>();
        Assert.That(counts.Contexts, Is.EqualTo(2));
        Assert.That(counts.DisposedContexts, Is.EqualTo(2));
    }

    /// <summary>A request of its own.</summary>
    private static async Task RequestAsync(CacheHost host)
    {
        await using AsyncServiceScope request = host.Services.CreateAsyncScope();
        await NamesAsync(request.ServiceProvider);
    }

    private static async Task<string[]> NamesAsync(IServiceProvider request) =>
        [.. (await request.GetRequiredService<ICities>().InAsync("disc", default)).Select(city => city.Name)];

    private static CacheHost Start(SqliteConnection connection, CheckMode check = CheckMode.EveryHit) => new(services => services
        .AddSingleton<Counts>()
        .AddDbContext<CityContext>(options => options.UseSqlite(connection))
        .AddScoped<ICities, Cities>()
        .AddInterception(all => all.Methods["ICities.InAsync"] = new MethodOptions { Check = check })
        .DecorateWithCaching<ICities>());

    /// <summary>A database in memory that lives as long as its connection.</summary>
    private static async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var context = new CityContext(new DbContextOptionsBuilder<CityContext>().UseSqlite(connection).Options, new Counts());
        await context.Database.EnsureCreatedAsync();
        context.Add(new City { Name = "Ankh", Country = "disc" });
        await context.SaveChangesAsync();
        return connection;
    }

    internal sealed class Counts
    {
        public int Contexts { get; set; }

        public int DisposedContexts { get; set; }

        public int Services { get; set; }
    }

    public sealed class City
    {
        public int Id { get; set; }

        public required string Name { get; set; }

        public required string Country { get; set; }
    }

    internal sealed class CityContext : DbContext
    {
        private readonly Counts _counts;

        public CityContext(DbContextOptions<CityContext> options, Counts counts)
            : base(options)
        {
            _counts = counts;
            _counts.Contexts++;
        }

        public DbSet<City> Cities => Set<City>();

        public override async ValueTask DisposeAsync()
        {
            _counts.DisposedContexts++;
            await base.DisposeAsync();
        }
    }

    private sealed class Cities : ICities
    {
        private readonly CityContext _context;

        public Cities(CityContext context, Counts counts)
        {
            _context = context;
            counts.Services++;
        }

        public Task<List<City>> InAsync(string country, CancellationToken cancellationToken) =>
            _context.Cities.AsNoTracking().Where(city => city.Country == country).OrderBy(city => city.Name).ToListAsync(cancellationToken);

        public async Task AddAsync(string name, string country)
        {
            _context.Add(new City { Name = name, Country = country });
            await _context.SaveChangesAsync();
        }
    }
}
