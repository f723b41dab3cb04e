using BitFaster.Caching;
using BitFaster.Caching.Lru;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator over BitFaster's ConcurrentLru in its atomic kind, in which callers of a key that is missing share one run.</summary>
/// <remarks>By its own asynchronous interface, so that a run that failed is not kept.</remarks>
internal sealed class AtomicBitFasterCities(ICities inner) : ICities
{
    private readonly IAsyncCache<CityKey, City> _found = new ConcurrentLruBuilder<CityKey, City>()
        .WithCapacity(10_000).WithExpireAfterWrite(TimeSpan.FromDays(1)).AsAsyncCache().WithAtomicGetOrAdd().Build();

    public City Find(int id, string region) => inner.Find(id, region);

    public Task<City> FindTaskAsync(int id, string region) => _found.GetOrAddAsync(
        new CityKey(id, region), static (key, inner) => inner.FindTaskAsync(key.Id, key.Region), inner).AsTask();

    public ValueTask<City> FindValueTaskAsync(int id, string region) => inner.FindValueTaskAsync(id, region);

    public City Largest() => inner.Largest();
}
