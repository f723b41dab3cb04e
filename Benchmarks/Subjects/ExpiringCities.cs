using System.Collections.Concurrent;

namespace Interception.Benchmarks.Subjects;

/// <summary>The floor with the least that makes it a cache: answers that expire, by the cheapest clock of the framework.</summary>
internal sealed class ExpiringCities(ICities inner) : ICities
{
    private const long ExpiryMilliseconds = 24 * 60 * 60 * 1000;

    private readonly ConcurrentDictionary<CityKey, Entry<City>> _found = new();
    private readonly ConcurrentDictionary<CityKey, Entry<Task<City>>> _foundByTask = new();
    private readonly ConcurrentDictionary<CityKey, Entry<City>> _foundByValueTask = new();
    private Entry<City>? _largest;

    public City Find(int id, string region)
    {
        var key = new CityKey(id, region);
        if (_found.TryGetValue(key, out Entry<City>? entry) && entry.IsLive)
        {
            return entry.Answer;
        }

        City city = inner.Find(id, region);
        _found[key] = new Entry<City>(city);
        return city;
    }

    public Task<City> FindTaskAsync(int id, string region)
    {
        var key = new CityKey(id, region);
        if (_foundByTask.TryGetValue(key, out Entry<Task<City>>? entry) && entry.IsLive)
        {
            return entry.Answer;
        }

        Task<City> city = inner.FindTaskAsync(id, region);
        _foundByTask[key] = new Entry<Task<City>>(city);
        return city;
    }

    public ValueTask<City> FindValueTaskAsync(int id, string region)
    {
        var key = new CityKey(id, region);
        return _foundByValueTask.TryGetValue(key, out Entry<City>? entry) && entry.IsLive
            ? new ValueTask<City>(entry.Answer)
            : AddAsync(key);
    }

    public City Largest()
    {
        Entry<City>? entry = _largest;
        if (entry is null || !entry.IsLive)
        {
            _largest = entry = new Entry<City>(inner.Largest());
        }

        return entry.Answer;
    }

    private async ValueTask<City> AddAsync(CityKey key)
    {
        City city = await inner.FindValueTaskAsync(key.Id, key.Region).ConfigureAwait(false);
        _foundByValueTask[key] = new Entry<City>(city);
        return city;
    }

    private sealed class Entry<T>(T answer)
    {
        private readonly long _expiresAt = Environment.TickCount64 + ExpiryMilliseconds;

        public T Answer { get; } = answer;

        public bool IsLive => Environment.TickCount64 < _expiresAt;
    }
}
