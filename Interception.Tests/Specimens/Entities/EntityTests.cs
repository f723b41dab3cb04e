using System.Runtime.CompilerServices;
using Interception.Composition;
using Interception.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Specimens.Entities;

/// <summary>Entities of EF Core, from a real database: what is served after a miss, from memory and from Redis is what the method returns.</summary>
[TestFixture, Property("Row", "R11")]
internal sealed class EntityTests
{
    /// <summary>The calls; whether their results hold themselves, so that they go to the method each time.</summary>
    private static readonly (string Text, Func<ILibrary, Task<object?>> Call, bool IsCircle)[] Calls =
    [
        Of("WritersAsync", all => all.WritersAsync()),
        Of("WriterWithBooksAsync", all => all.WriterWithBooksAsync(1), isCircle: true),
        Of("TrackedWriterAsync", all => all.TrackedWriterAsync(1)),
        Of("TrackedWriterAsync, none", all => all.TrackedWriterAsync(99)),
        Of("TrackedWriter", all => Task.FromResult(all.TrackedWriter(2))),
        Of("TrackedWriterWithBooksAsync", all => all.TrackedWriterWithBooksAsync(1), isCircle: true),
        Of("TrackedWriterWithBooksAsync, none of them", all => all.TrackedWriterWithBooksAsync(2)),
        Of("BooksOfAsync", all => all.BooksOfAsync(1)),
        Of("OrderAsync", all => all.OrderAsync("A1")),
        Of("TrackedOrderAsync", all => all.TrackedOrderAsync("A1")),
        Of("ReaderAsync", all => all.ReaderAsync(1)),
        Of("OpenAsync", all => all.OpenAsync()),
        Of("ProjectionAsync", all => all.ProjectionAsync(1)),
    ];

    [Test]
    public async Task Call_Entities_AreServedAsTheMethodReturnsThem()
    {
        await using SqliteConnection database = await LibraryContext.OpenDatabaseAsync();
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(database, redis);
        await using CacheHost second = await StartAsync(database, redis);

        List<string> differences = [];
        foreach (CacheHost node in (CacheHost[])[first, second])
        {
            foreach ((string text, Func<ILibrary, Task<object?>> call, bool isCircle) in Calls)
            {
                int before = ContextsOf(node);
                await AskAsync(node, text, call, differences).Soon();
                int expected = isCircle ? 3 : node == first ? 1 : 0;
                Assert.That(ContextsOf(node) - before, Is.EqualTo(expected), $"runs of {text}");
            }
        }

        Assert.That(differences, Is.Empty);
        Assert.That(first.OwnLogs().Select(one => one.Message).Where(one => one.Contains("contains itself", StringComparison.Ordinal)), Has.Exactly(2).Items);
    }

    [Test]
    public async Task Entry_OfEntities_HoldsNoContext()
    {
        await using SqliteConnection database = await LibraryContext.OpenDatabaseAsync();
        await using CacheHost node = await StartAsync(database, null);

        await CallAllAsync(node);
        var watch = node.Get<ContextWatch>();
        for (int time = 0; time < 20 && watch.IsAnyAlive; time++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.That(watch.Count, Is.GreaterThanOrEqualTo(Calls.Length));
        Assert.That(watch.IsAnyAlive, Is.False);
        Assert.That(node.Cache.Report().Methods.Sum(one => one.Entries), Is.EqualTo(Calls.Count(one => !one.IsCircle)));
    }

    [TestCase(typeof(Shelf), "Shelf._loader: 'Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader' is a framework type")]
    [TestCase(typeof(List<Shelf>), "List<Shelf>[]._loader: 'Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader' is a framework type")]
    [TestCase(typeof(Loan), "Loan.Context: 'Microsoft.EntityFrameworkCore.DbContext' is a framework type")]
    [TestCase(typeof(Due), "Due.LazyLoader: 'System.Action<System.Object, System.String>' is a delegate")]
    [TestCase(typeof(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<Book>), "is a framework type")]
    [TestCase(typeof(DbSet<Book>), "it returns a query (IQueryable)")]
    public void Start_EntityThatReachesItsContext_IsNamedWithThePath(Type type, string reason)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddInterception(_ => { });
        services.AddScoped(typeof(IKept<>).MakeGenericType(type), _ => throw new InvalidOperationException("Nobody asks for it."));
        services.DecorateWithCaching(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IKept<>));
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<CacheRuntime>().Problems, Has.Count.EqualTo(2).And.All.Contain(reason));
    }

    private static (string Text, Func<ILibrary, Task<object?>> Call, bool IsCircle) Of<T>(string text, Func<ILibrary, Task<T>> call, bool isCircle = false) =>
        (text, async library => await call(library), isCircle);

    private static int ContextsOf(CacheHost node) => node.Get<ContextWatch>().Count;

    /// <summary>Three requests, each with a scope of its own, against the method itself.</summary>
    /// <remarks>Each waits until Redis has heard of the last: the clock stands, so nobody would ever stop waiting for a claim that is not yet taken back.</remarks>
    private static async Task AskAsync(CacheHost node, string text, Func<ILibrary, Task<object?>> call, List<string> differences)
    {
        var direct = node.Get<DirectLibrary>();
        for (int time = 1; time <= 3; time++)
        {
            await using AsyncServiceScope request = node.Services.CreateAsyncScope();
            await using LibraryContext context = direct.NewContext();
            object? expected = await call(new Library(context)), served = await call(request.ServiceProvider.GetRequiredService<ILibrary>());
            if (SameValue.FindDifference(text == "OpenAsync" ? typeof(IEnumerable<Book>) : typeof(object), expected, served) is { } difference)
            {
                differences.Add($"{text}, time {time}: {difference}");
            }

            await node.IdleAsync();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CallAllAsync(CacheHost node)
    {
        foreach ((_, Func<ILibrary, Task<object?>> call, _) in Calls)
        {
            await using AsyncServiceScope request = node.Services.CreateAsyncScope();
            await call(request.ServiceProvider.GetRequiredService<ILibrary>());
        }
    }

    private static async Task<CacheHost> StartAsync(SqliteConnection database, RedisServer? redis)
    {
        var host = new CacheHost(services => services
            .AddSingleton<ContextWatch>()
            .AddSingleton(new DirectLibrary(database))
            .AddDbContext<LibraryContext>(options => options.UseSqlite(database))
            .AddScoped<ILibrary, Library>()
            .AddInterception(all =>
            {
                all.Application = "entities";
                all.Redis = redis is null ? null : new RedisOptions { Configuration = redis.Endpoint, Timeout = TimeSpan.FromSeconds(5) };
                foreach (string name in typeof(ILibrary).GetMethods().Select(one => one.Name))
                {
                    all.Methods[$"{nameof(ILibrary)}.{name}"] = new MethodOptions { Check = CheckMode.Off };
                }
            })
            .DecorateWithCaching<ILibrary>());
        if (redis is not null)
        {
            await Nodes.ContactAsync(host);
        }

        return host;
    }

    /// <summary>Makes contexts that nobody counts.</summary>
    private sealed class DirectLibrary(SqliteConnection database)
    {
        private readonly DbContextOptions<LibraryContext> _options = new DbContextOptionsBuilder<LibraryContext>().UseSqlite(database).Options;

        public LibraryContext NewContext() => new(_options, new ContextWatch());
    }
}
