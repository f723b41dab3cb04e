using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>Repositories and queries over a database, generic ones too.</summary>
internal sealed class DataTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IRepository<Customer>>(all => all.FindAsync(1, CancellationToken.None)),
        Probe.Of<IRepository<Customer>>(all => all.FindAsync(99, CancellationToken.None)),
        Probe.Of<IRepository<Customer>>(all => all.ListAsync(CancellationToken.None)),
        Probe.Of<IRepository<Invoice>>(all => all.ListAsync(CancellationToken.None)),
        Probe.Of<IRepository<Invoice>>(all => all.CountAsync(CancellationToken.None)),
        Probe.Of<ICustomerRepository>(all => all.FindByEmailAsync("a@example.org", CancellationToken.None)),
        Probe.Of<ICustomerRepository>(all => all.FindAsync(2, CancellationToken.None)),
        Probe.Of<IReadStore<Guid, Note>>(all => all.TryGetAsync(new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"))),
        Probe.Of<IReadStore<string, Note>>(all => all.TryGetAsync("first")),
        Probe.Of<IDocumentStore>(all => all.GetAsync<Note>("first", CancellationToken.None)),
        Probe.Of<IDocumentStore>(all => all.GetAsync<Customer>("second", CancellationToken.None)),
        Probe.Of<ICodeTable<InvoiceState>>(all => all.Names("en")),
        Probe.Of<ICustomerQueries>(all => all.SummariesAsync("SE", CancellationToken.None)),
        Probe.Of<IInvoiceQueries>(all => all.OverdueAsync(new DateTime(2026, 1, 1), CancellationToken.None)),
        Probe.Of<IInvoiceQueries>(all => all.TotalsAsync(CancellationToken.None)),
        Probe.Of<IInvoiceQueries>(all => all.Exists(1)),
        Probe.Of<CountryTotals>(all => all.TotalOfAsync("SE")),
    ];

    public void Register(IServiceCollection services) => services
        .AddSingleton(_ => SalesContext.OpenDatabase())
        .AddDbContext<SalesContext>((provider, options) => options.UseSqlite(provider.GetRequiredService<SqliteConnection>()))
        .AddScoped<IRepository<Customer>, Repository<Customer>>()
        .AddScoped<IRepository<Invoice>, Repository<Invoice>>()
        .AddScoped<ICustomerRepository, CustomerRepository>()
        .AddSingleton<IReadStore<Guid, Note>, NotesById>()
        .AddSingleton<IReadStore<string, Note>, NotesByName>()
        .AddSingleton<IDocumentStore, DocumentStore>()
        .AddSingleton<ICodeTable<InvoiceState>, InvoiceStates>()
        .AddScoped<ICustomerQueries, CustomerQueries>()
        .AddScoped<IInvoiceQueries, InvoiceQueries>()
        .AddScoped<CountryTotals>();
}

public sealed class Customer
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public string? Country { get; set; }
}

public enum InvoiceState
{
    Open,
    Paid,
    Overdue,
}

public sealed class Invoice
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public decimal Amount { get; set; }

    public InvoiceState State { get; set; }

    public DateTime DueOn { get; set; }
}

internal sealed class SalesContext(DbContextOptions<SalesContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    /// <summary>A database in memory that lives as long as its connection.</summary>
    public static SqliteConnection OpenDatabase()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var context = new SalesContext(new DbContextOptionsBuilder<SalesContext>().UseSqlite(connection).Options);
        context.Database.EnsureCreated();
        context.AddRange(new Customer { Email = "a@example.org", Country = "SE" }, new Customer { Email = "b@example.org" });
        context.AddRange(
            new Invoice { CustomerId = 1, Amount = 10.50m, DueOn = new DateTime(2025, 12, 1) },
            new Invoice { CustomerId = 1, Amount = 5m, State = InvoiceState.Paid, DueOn = new DateTime(2026, 2, 1) });
        context.SaveChanges();
        return connection;
    }
}

public interface IRepository<T>
    where T : class
{
    Task<T?> FindAsync(int id, CancellationToken cancellationToken = default);

    Task<List<T>> ListAsync(CancellationToken cancellationToken = default);

    Task<int> CountAsync(CancellationToken cancellationToken = default);

    void Add(T entity);

    void Remove(T entity);

    [NotCached]
    Task<int> SaveChangesAsync(CancellationToken cancellationToken = default);
}

internal class Repository<T>(SalesContext context) : IRepository<T>
    where T : class
{
    protected SalesContext Context => context;

    public async Task<T?> FindAsync(int id, CancellationToken cancellationToken) => await context.FindAsync<T>([id], cancellationToken);

    public Task<List<T>> ListAsync(CancellationToken cancellationToken) => context.Set<T>().AsNoTracking().ToListAsync(cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) => context.Set<T>().CountAsync(cancellationToken);

    public void Add(T entity) => context.Add(entity);

    public void Remove(T entity) => context.Remove(entity);

    public Task<int> SaveChangesAsync(CancellationToken cancellationToken) => context.SaveChangesAsync(cancellationToken);
}

/// <summary>A repository that adds to the common one.</summary>
public interface ICustomerRepository : IRepository<Customer>
{
    Task<Customer?> FindByEmailAsync(string email, CancellationToken cancellationToken);
}

internal sealed class CustomerRepository(SalesContext context) : Repository<Customer>(context), ICustomerRepository
{
    public Task<Customer?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Context.Customers.SingleOrDefaultAsync(one => one.Email == email, cancellationToken);
}

public sealed record Note(string Title, string? Text);

public interface IReadStore<in TKey, TValue>
    where TKey : notnull
{
    ValueTask<TValue?> TryGetAsync(TKey key);
}

internal sealed class NotesById : IReadStore<Guid, Note>
{
    public ValueTask<Note?> TryGetAsync(Guid key) => new(new Note(key.ToString(), null));
}

internal sealed class NotesByName : IReadStore<string, Note>
{
    public ValueTask<Note?> TryGetAsync(string key) => new(new Note(key, "text"));
}

public interface IDocumentStore
{
    Task<T?> GetAsync<T>(string name, CancellationToken cancellationToken)
        where T : class;

    Task PutAsync<T>(string name, T document, CancellationToken cancellationToken)
        where T : class;
}

internal sealed class DocumentStore : IDocumentStore
{
    private readonly Dictionary<string, object> _documents = new()
    {
        ["first"] = new Note("first", null), ["second"] = new Customer { Id = 2, Email = "c@example.org" },
    };

    public Task<T?> GetAsync<T>(string name, CancellationToken cancellationToken)
        where T : class => Task.FromResult(_documents.GetValueOrDefault(name) as T);

    public Task PutAsync<T>(string name, T document, CancellationToken cancellationToken)
        where T : class => Task.CompletedTask;
}

public interface ICodeTable<TCode>
    where TCode : struct, Enum
{
    IReadOnlyDictionary<TCode, string> Names(string language);
}

internal sealed class InvoiceStates : ICodeTable<InvoiceState>
{
    public IReadOnlyDictionary<InvoiceState, string> Names(string language) =>
        Enum.GetValues<InvoiceState>().ToDictionary(one => one, one => one.ToString());
}

public sealed record CustomerSummary(int Id, string Email, int Invoices, decimal? Largest);

public interface ICustomerQueries
{
    Task<IReadOnlyList<CustomerSummary>> SummariesAsync(string country, CancellationToken cancellationToken);
}

internal sealed class CustomerQueries(SalesContext context) : ICustomerQueries
{
    public async Task<IReadOnlyList<CustomerSummary>> SummariesAsync(string country, CancellationToken cancellationToken)
    {
        List<Invoice> invoices = await context.Invoices.AsNoTracking().ToListAsync(cancellationToken);
        return await context.Customers.Where(one => one.Country == country).OrderBy(one => one.Id)
            .Select(one => new CustomerSummary(one.Id, one.Email, invoices.Count, null)).ToListAsync(cancellationToken);
    }
}

public interface IInvoiceQueries
{
    Task<Invoice[]> OverdueAsync(DateTime day, CancellationToken cancellationToken);

    Task<Dictionary<InvoiceState, int>> TotalsAsync(CancellationToken cancellationToken);

    bool Exists(int id);
}

internal sealed class InvoiceQueries(SalesContext context) : IInvoiceQueries
{
    public Task<Invoice[]> OverdueAsync(DateTime day, CancellationToken cancellationToken) =>
        context.Invoices.AsNoTracking().Where(one => one.DueOn < day && one.State != InvoiceState.Paid).ToArrayAsync(cancellationToken);

    public Task<Dictionary<InvoiceState, int>> TotalsAsync(CancellationToken cancellationToken) =>
        context.Invoices.GroupBy(one => one.State).ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken);

    public bool Exists(int id) => context.Invoices.Any(one => one.Id == id);
}

/// <summary>A class without an interface, over a database.</summary>
public class CountryTotals
{
    private readonly IServiceProvider _services;

    public CountryTotals(IServiceProvider services) => _services = services;

    public virtual async Task<decimal> TotalOfAsync(string country)
    {
        var context = _services.GetRequiredService<SalesContext>();
        List<int> ids = await context.Customers.Where(one => one.Country == country).Select(one => one.Id).ToListAsync();
        return (await context.Invoices.Where(one => ids.Contains(one.CustomerId)).ToListAsync()).Sum(one => one.Amount);
    }
}
