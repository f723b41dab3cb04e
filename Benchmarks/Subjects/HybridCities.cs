using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator over HybridCache with nothing but its memory, with the string for a key that its users must write.</summary>
/// <remarks>
/// It has no synchronous calls. The arguments go to the factory as state, which is the way that its documentation recommends.
/// <see cref="City"/> is marked immutable; otherwise each hit would deserialize a copy.
/// </remarks>
internal sealed class HybridCities : ICities, IDisposable
{
    private readonly ICities _inner;
    private readonly ServiceProvider _provider;
    private readonly HybridCache _cache;

    /// <summary>A cache of its own.</summary>
    /// <param name="inner">The service behind it.</param>
    /// <param name="sizeLimitBytes">How many bytes of answers it may keep; null for no limit, as is the default.</param>
    public HybridCities(ICities inner, long? sizeLimitBytes = null)
    {
        _inner = inner;
        var services = new ServiceCollection();
        services.AddMemoryCache(options => options.SizeLimit = sizeLimitBytes);
        services.AddHybridCache(options => options.DefaultEntryOptions = new HybridCacheEntryOptions { Expiration = TimeSpan.FromDays(1) });
        _provider = services.BuildServiceProvider();
        _cache = _provider.GetRequiredService<HybridCache>();
    }

    public City Find(int id, string region) => throw NotSynchronous();

    public Task<City> FindTaskAsync(int id, string region) => _cache.GetOrCreateAsync(
        $"Cities.FindTask:{id}:{region}",
        (_inner, id, region),
        static (call, _) => new ValueTask<City>(call._inner.FindTaskAsync(call.id, call.region))).AsTask();

    public ValueTask<City> FindValueTaskAsync(int id, string region) => _cache.GetOrCreateAsync(
        $"Cities.FindValueTask:{id}:{region}",
        (_inner, id, region),
        static (call, _) => call._inner.FindValueTaskAsync(call.id, call.region));

    public City Largest() => throw NotSynchronous();

    public void Dispose() => _provider.Dispose();

    private static NotSupportedException NotSynchronous() => new("HybridCache has no synchronous calls.");
}
