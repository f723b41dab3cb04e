using Microsoft.Extensions.Caching.Memory;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator over the framework's MemoryCache, by its GetOrCreate.</summary>
/// <remarks>
/// One cache for all methods, as a container has it, so that the method's name is part of the key. The key is a tuple, which the cache boxes:
/// that is quicker than to write a string of its parts.
/// </remarks>
/// <param name="inner">The service behind it.</param>
/// <param name="maxEntries">Null for no limit, as is the default.</param>
internal sealed class MemoryCities(ICities inner, int? maxEntries = null) : ICities, IDisposable
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = maxEntries });

    public City Find(int id, string region) => _cache.GetOrCreate((nameof(Find), id, region), entry =>
    {
        Prepare(entry);
        return inner.Find(id, region);
    })!;

    public Task<City> FindTaskAsync(int id, string region) => _cache.GetOrCreateAsync((nameof(FindTaskAsync), id, region), entry =>
    {
        Prepare(entry);
        return inner.FindTaskAsync(id, region);
    })!;

    public ValueTask<City> FindValueTaskAsync(int id, string region) =>
        new(_cache.GetOrCreateAsync((nameof(FindValueTaskAsync), id, region), entry =>
        {
            Prepare(entry);
            return inner.FindValueTaskAsync(id, region).AsTask();
        })!);

    public City Largest() => _cache.GetOrCreate(nameof(Largest), entry =>
    {
        Prepare(entry);
        return inner.Largest();
    })!;

    public void Dispose() => _cache.Dispose();

    private static void Prepare(ICacheEntry entry)
    {
        entry.AbsoluteExpirationRelativeToNow = Expiry;
        entry.Size = 1;
    }
}
