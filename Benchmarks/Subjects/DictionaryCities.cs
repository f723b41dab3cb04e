using System.Collections.Concurrent;

namespace Interception.Benchmarks.Subjects;

/// <summary>The floor: a decorator written by hand, with ready answers in dictionaries that nothing ever leaves.</summary>
internal sealed class DictionaryCities(ICities inner) : ICities
{
    private readonly ConcurrentDictionary<CityKey, City> _found = new();
    private readonly ConcurrentDictionary<CityKey, Task<City>> _foundByTask = new();
    private readonly ConcurrentDictionary<CityKey, City> _foundByValueTask = new();
    private City? _largest;

    public City Find(int id, string region)
    {
        var key = new CityKey(id, region);
        return _found.TryGetValue(key, out City? city) ? city : _found[key] = inner.Find(id, region);
    }

    public Task<City> FindTaskAsync(int id, string region)
    {
        var key = new CityKey(id, region);
        return _foundByTask.TryGetValue(key, out Task<City>? city) ? city : _foundByTask[key] = inner.FindTaskAsync(id, region);
    }

    public ValueTask<City> FindValueTaskAsync(int id, string region)
    {
        var key = new CityKey(id, region);
        return _foundByValueTask.TryGetValue(key, out City? city) ? new ValueTask<City>(city) : AddAsync(key);
    }

    public City Largest() => _largest ??= inner.Largest();

    private async ValueTask<City> AddAsync(CityKey key) =>
        _foundByValueTask[key] = await inner.FindValueTaskAsync(key.Id, key.Region).ConfigureAwait(false);
}
