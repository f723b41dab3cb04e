using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator over FusionCache with nothing but its memory, with the string for a key that its users must write.</summary>
internal sealed class FusionCities : ICities, IDisposable
{
    private readonly ICities _inner;
    private readonly MemoryCache _memory;
    private readonly FusionCache _cache;

    /// <summary>A cache of its own.</summary>
    /// <param name="inner">The service behind it.</param>
    /// <param name="maxEntries">Null for no limit, as is the default.</param>
    public FusionCities(ICities inner, int? maxEntries = null)
    {
        _inner = inner;
        _memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = maxEntries });
        var options = new FusionCacheOptions
        {
            DefaultEntryOptions = new FusionCacheEntryOptions(TimeSpan.FromDays(1)) { Size = maxEntries is null ? null : 1 },
        };
        _cache = new FusionCache(options, _memory);
    }

    public City Find(int id, string region) =>
        _cache.GetOrSet<City>($"Cities.Find:{id}:{region}", (_, _) => _inner.Find(id, region));

    public Task<City> FindTaskAsync(int id, string region) =>
        _cache.GetOrSetAsync<City>($"Cities.FindTask:{id}:{region}", (_, _) => _inner.FindTaskAsync(id, region)).AsTask();

    public ValueTask<City> FindValueTaskAsync(int id, string region) =>
        _cache.GetOrSetAsync<City>($"Cities.FindValueTask:{id}:{region}", (_, _) => _inner.FindValueTaskAsync(id, region).AsTask());

    public City Largest() => _cache.GetOrSet<City>("Cities.Largest", (_, _) => _inner.Largest());

    public void Dispose()
    {
        _cache.Dispose();
        _memory.Dispose();
    }
}
