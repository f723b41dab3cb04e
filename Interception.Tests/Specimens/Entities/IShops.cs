using Microsoft.EntityFrameworkCore;

namespace Interception.Tests.Specimens.Entities;

/// <summary>Asks for entities that may be proxies.</summary>
public interface IShops
{
    Task<Shop?> FindAsync(int id);

    Shop? Find(int id);

    Task<List<Shop>> ListAsync();

    Task<List<Shop>> UntrackedAsync();

    Task<string?> NameAsync(int id);
}

internal sealed class Shops(ShopContext context) : IShops
{
    public async Task<Shop?> FindAsync(int id) => await context.Shops.FindAsync(id);

    public Shop? Find(int id) => context.Shops.Find(id);

    public Task<List<Shop>> ListAsync() => context.Shops.Include(one => one.Clerks).ToListAsync();

    public Task<List<Shop>> UntrackedAsync() => context.Shops.AsNoTracking().ToListAsync();

    public Task<string?> NameAsync(int id) => context.Shops.Where(one => one.Id == id).Select(one => one.Name).FirstOrDefaultAsync();
}
