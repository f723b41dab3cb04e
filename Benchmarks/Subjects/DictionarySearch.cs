using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator written by hand, with ready answers in dictionaries that nothing ever leaves.</summary>
/// <remarks>A record is its own key; an array needs a comparer, and a copy for a key, since the caller may change it.</remarks>
internal sealed class DictionarySearch(ICitySearch inner) : ICitySearch
{
    private readonly ConcurrentDictionary<CityKey, Task<City>> _found = new();
    private readonly ConcurrentDictionary<CityFilter, Task<City>> _foundByFilter = new();
    private readonly ConcurrentDictionary<int[], Task<City>> _foundAmong = new(new ContentComparer());

    public Task<City> FindAsync(int id, string region)
    {
        var key = new CityKey(id, region);
        return _found.TryGetValue(key, out Task<City>? city) ? city : _found[key] = inner.FindAsync(id, region);
    }

    public Task<City> FindByFilterAsync(CityFilter filter) =>
        _foundByFilter.TryGetValue(filter, out Task<City>? city) ? city : _foundByFilter[filter] = inner.FindByFilterAsync(filter);

    public Task<City> FindAmongAsync(int[] ids) =>
        _foundAmong.TryGetValue(ids, out Task<City>? city) ? city : _foundAmong[[.. ids]] = inner.FindAmongAsync(ids);

    private sealed class ContentComparer : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes<int>(obj));
            return hash.ToHashCode();
        }
    }
}
