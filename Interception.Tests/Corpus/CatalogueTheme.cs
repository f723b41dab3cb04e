using System.Text.Json.Serialization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Corpus;

/// <summary>What a shop sells.</summary>
internal sealed class CatalogueTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IProductCatalog>(all => all.FindAsync(2, CancellationToken.None)),
        Probe.Of<IProductCatalog>(all => all.FindAsync(99, CancellationToken.None)),
        Probe.Of<IProductCatalog>(all => all.FindAsync("SKU-1", CancellationToken.None)),
        Probe.Of<IProductCatalog>(all => all.NewestAsync(2)),
        Probe.Of<ICategoryTree>(all => all.Root()),
        Probe.Of<IProductFinder>(all => all.FindAsync(new ProductQuery { Text = "chair", Sort = ProductSort.Price, MaxPrice = 99.90m }, CancellationToken.None)),
        Probe.Of<IBrandDirectory>(all => all.ByName()),
        Probe.Of<IStockLevels>(all => all.OfAsync(new[] { "SKU-1", "SKU-2" }, CancellationToken.None)),
        Probe.Of<IRelatedProducts>(all => all.ToAsync(2, 3, true)),
        Probe.Of<IProductReviews>(all => all.PageAsync(2, 0, 10)),
        Probe.Of<IProductImages>(all => all.ThumbnailAsync(2)),
        Probe.Of<IProductImages>(all => all.AddressesAsync(2)),
        Probe.Of<IAddOns>(all => all.AddOnsForAsync(2)),
    ];

    public void Register(IServiceCollection services) => services
        .AddMemoryCache()
        .AddScoped<IProductCatalog, ProductCatalog>()
        .AddSingleton<ICategoryTree, CategoryTree>()
        .AddScoped<IProductFinder, ProductFinder>()
        .AddSingleton<IBrandDirectory, BrandDirectory>()
        .AddScoped<IStockLevels, StockLevels>()
        .AddTransient<IRelatedProducts, RelatedProducts>()
        .AddScoped<IProductReviews, ProductReviews>()
        .AddScoped<IProductImages, ProductImages>()
        .AddScoped<IAddOns, AddOns>();
}

public sealed record Product(int Id, string Sku, string Name, decimal Price, DateOnly AddedOn);

public interface IProductCatalog
{
    Task<Product?> FindAsync(int id, CancellationToken cancellationToken = default);

    Task<Product?> FindAsync(string sku, CancellationToken cancellationToken = default);

    Task<IReadOnlyList<Product>> NewestAsync(int count);

    Task RenameAsync(int id, string name);

    [NotCached]
    Task<int> AddAsync(Product product);
}

internal sealed class ProductCatalog(ILogger<ProductCatalog> logger) : IProductCatalog
{
    private static readonly List<Product> All =
    [
        new(1, "SKU-1", "Chair", 49.90m, new DateOnly(2026, 1, 5)), new(2, "SKU-2", "Table", 199.00m, new DateOnly(2026, 2, 1)),
        new(3, "SKU-3", "Lamp", 25m, new DateOnly(2025, 11, 30)),
    ];

    public async Task<Product?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        logger.LogDebug("Looking up product {Id}", id);
        return All.Find(one => one.Id == id);
    }

    public Task<Product?> FindAsync(string sku, CancellationToken cancellationToken) => Task.FromResult(All.Find(one => one.Sku == sku));

    public Task<IReadOnlyList<Product>> NewestAsync(int count) =>
        Task.FromResult<IReadOnlyList<Product>>([.. All.OrderByDescending(one => one.AddedOn).Take(count)]);

    public Task RenameAsync(int id, string name) => Task.CompletedTask;

    public Task<int> AddAsync(Product product) => Task.FromResult(All.Count + 1);
}

/// <summary>A node of a tree: the type contains itself.</summary>
public sealed class Category
{
    public required string Name { get; init; }

    public List<Category> Children { get; init; } = [];
}

public interface ICategoryTree
{
    event EventHandler? Changed;

    bool IsEmpty { get; }

    Category Root();
}

internal sealed class CategoryTree : ICategoryTree
{
    public event EventHandler? Changed;

    public bool IsEmpty => false;

    public Category Root() => new()
    {
        Name = "All", Children = [new() { Name = "Home", Children = [new() { Name = "Chairs" }] }, new() { Name = "Garden" }],
    };

    public void Reload() => Changed?.Invoke(this, EventArgs.Empty);
}

public enum ProductSort
{
    Relevance,
    Price,
    Newest,
}

public sealed record ProductQuery
{
    public string? Text { get; init; }

    public ProductSort Sort { get; init; }

    public decimal? MaxPrice { get; init; }

    public IReadOnlyList<string> Brands { get; init; } = [];
}

public sealed record ProductHits(IReadOnlyList<Product> Items, int Total, ProductSort Sort)
{
    [JsonIgnore]
    public bool IsEmpty => Total == 0;
}

public interface IProductFinder
{
    Task<ProductHits> FindAsync(ProductQuery query, CancellationToken cancellationToken);
}

internal sealed class ProductFinder(IProductCatalog catalog) : IProductFinder
{
    public async Task<ProductHits> FindAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        Product[] found = [.. (await catalog.NewestAsync(100))
            .Where(one => query.Text is null || one.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase))
            .Where(one => query.MaxPrice is null || one.Price <= query.MaxPrice)];
        return new ProductHits(found, found.Length, query.Sort);
    }
}

public sealed class Brand
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string? Country { get; set; }

    public Uri? Website { get; set; }
}

public interface IBrandDirectory
{
    Dictionary<string, Brand> ByName();
}

internal sealed class BrandDirectory(IMemoryCache memory) : IBrandDirectory
{
    public Dictionary<string, Brand> ByName() => memory.GetOrCreate("brands", _ => new Dictionary<string, Brand>
    {
        ["Nord"] = new() { Id = 1, Name = "Nord", Country = "SE", Website = new Uri("https://nord.example") },
        ["Sud"] = new() { Id = 2, Name = "Sud" },
    })!;
}

public interface IStockLevels
{
    Task<IReadOnlyDictionary<string, int>> OfAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);
}

internal sealed class StockLevels : IStockLevels
{
    public Task<IReadOnlyDictionary<string, int>> OfAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(skus.ToDictionary(sku => sku, sku => sku.Length));
}

public interface IRelatedProducts
{
    ValueTask<int[]> ToAsync(int productId, int count = 5, bool sameBrand = false);
}

internal sealed class RelatedProducts : IRelatedProducts
{
    public ValueTask<int[]> ToAsync(int productId, int count, bool sameBrand) =>
        ValueTask.FromResult(Enumerable.Range(productId + 1, sameBrand ? count : 2 * count).ToArray());
}

public sealed record Review(Guid Id, string Author, byte Stars, string? Text, DateTimeOffset WrittenAt);

/// <summary>The page of anything, as many teams have it.</summary>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Index, int Size, long Total)
{
    public int Pages => (int)Math.Ceiling(Total / (double)Size);
}

public interface IProductReviews
{
    Task<Paged<Review>> PageAsync(int productId, int index, int size);
}

internal sealed class ProductReviews : IProductReviews
{
    public Task<Paged<Review>> PageAsync(int productId, int index, int size) => Task.FromResult(new Paged<Review>(
        [new(new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"), "Ann", 5, null, new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(1)))],
        index, size, 1));
}

public interface IProductImages
{
    Task<byte[]?> ThumbnailAsync(int productId);

    Task<List<Uri>> AddressesAsync(int productId);
}

internal sealed class ProductImages : IProductImages
{
    public Task<byte[]?> ThumbnailAsync(int productId) => Task.FromResult<byte[]?>([0x89, 0x50, (byte)productId]);

    public Task<List<Uri>> AddressesAsync(int productId) => Task.FromResult<List<Uri>>([new($"https://img.example/{productId}.png")]);
}

/// <summary>A name that begins like a change and is none.</summary>
public interface IAddOns
{
    Task<IReadOnlyCollection<Product>> AddOnsForAsync(int productId);
}

internal sealed class AddOns(IProductCatalog catalog) : IAddOns
{
    public async Task<IReadOnlyCollection<Product>> AddOnsForAsync(int productId) =>
        [.. (await catalog.NewestAsync(10)).Where(one => one.Id != productId)];
}
