using Microsoft.EntityFrameworkCore;

namespace Interception.Tests.Specimens.Entities;

/// <summary>What applications ask EF Core for, synchronously and not.</summary>
public interface ILibrary
{
    Task<List<Writer>> WritersAsync();

    Task<Writer?> WriterWithBooksAsync(int id);

    Task<Writer?> TrackedWriterAsync(int id);

    Writer? TrackedWriter(int id);

    Task<Writer?> TrackedWriterWithBooksAsync(int id);

    Task<List<Book>> BooksOfAsync(int writerId);

    Task<Order?> OrderAsync(string number);

    Task<Order?> TrackedOrderAsync(string number);

    Task<Reader?> ReaderAsync(int id);

    Task<IEnumerable<Book>> OpenAsync();

    Task<(int Id, string Name, Home? Home)> ProjectionAsync(int id);
}

internal sealed class Library(LibraryContext context) : ILibrary
{
    public Task<List<Writer>> WritersAsync() => context.Writers.AsNoTracking().OrderBy(one => one.Id).ToListAsync();

    public Task<Writer?> WriterWithBooksAsync(int id) =>
        context.Writers.AsNoTracking().Include(one => one.Books).SingleOrDefaultAsync(one => one.Id == id);

    public Task<Writer?> TrackedWriterAsync(int id) => context.Writers.SingleOrDefaultAsync(one => one.Id == id);

    public Writer? TrackedWriter(int id) => context.Writers.Find(id);

    public Task<Writer?> TrackedWriterWithBooksAsync(int id) => context.Writers.Include(one => one.Books).SingleOrDefaultAsync(one => one.Id == id);

    public Task<List<Book>> BooksOfAsync(int writerId) => context.Books.Where(one => one.WriterId == writerId).OrderBy(one => one.Id).ToListAsync();

    public Task<Order?> OrderAsync(string number) => context.Orders.AsNoTracking().Include(one => one.Lines).SingleOrDefaultAsync(one => one.Number == number);

    public Task<Order?> TrackedOrderAsync(string number) => context.Orders.Include(one => one.Lines).SingleOrDefaultAsync(one => one.Number == number);

    public async Task<Reader?> ReaderAsync(int id) => await context.Readers.FindAsync(id);

    public Task<IEnumerable<Book>> OpenAsync() => Task.FromResult<IEnumerable<Book>>(context.Books);

    public async Task<(int Id, string Name, Home? Home)> ProjectionAsync(int id)
    {
        var found = await context.Writers.AsNoTracking().Where(one => one.Id == id).Select(one => new { one.Id, one.Name, one.Home }).SingleAsync();
        return (found.Id, found.Name, found.Home);
    }
}
