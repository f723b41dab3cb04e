using BitFaster.Caching;
using BitFaster.Caching.Lru;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator over BitFaster's ConcurrentLru with expiry: a bounded table for each method, with keys of the method's own type.</summary>
/// <remarks>
/// Tasks are kept as they are, as <see cref="DictionaryCities"/> keeps them: that is the cheapest, and a task that failed stays until it expires.
/// The library's own asynchronous interface gives value tasks, and is used where the method does.
/// </remarks>
internal sealed class BitFasterCities(ICities inner, int capacity = 10_000) : ICities
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(1);

    private readonly ICache<CityKey, City> _found = Create<CityKey, City>(capacity).Build();
    private readonly ICache<CityKey, Task<City>> _foundByTask = Create<CityKey, Task<City>>(capacity).Build();
    private readonly IAsyncCache<CityKey, City> _foundByValueTask = Create<CityKey, City>(capacity).AsAsyncCache().Build();
    private readonly ICache<string, City> _largest = Create<string, City>(capacity: 3).Build(); // The least that it takes.

    public City Find(int id, string region) =>
        _found.GetOrAdd(new CityKey(id, region), static (key, inner) => inner.Find(key.Id, key.Region), inner);

    public Task<City> FindTaskAsync(int id, string region) =>
        _foundByTask.GetOrAdd(new CityKey(id, region), static (key, inner) => inner.FindTaskAsync(key.Id, key.Region), inner);

    public ValueTask<City> FindValueTaskAsync(int id, string region) => _foundByValueTask.GetOrAddAsync(
        new CityKey(id, region), static (key, inner) => inner.FindValueTaskAsync(key.Id, key.Region).AsTask(), inner);

    public City Largest() => _largest.GetOrAdd(nameof(Largest), static (_, inner) => inner.Largest(), inner);

    private static ConcurrentLruBuilder<TKey, TValue> Create<TKey, TValue>(int capacity)
        where TKey : notnull =>
        new ConcurrentLruBuilder<TKey, TValue>().WithCapacity(capacity).WithExpireAfterWrite(Expiry);
}
