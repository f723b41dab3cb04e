using System.Diagnostics;
using Interception;
using Listings.Cities;
using Listings.Database;

namespace Listings.Pages;

/// <summary>Gets pages and tells how they were got.</summary>
/// <param name="services">The request's services; what isn't needed isn't made.</param>
/// <param name="queries">Counts the database queries of the process.</param>
/// <param name="cache">The method cache, to look into it.</param>
public sealed class MeasuredListing(IServiceProvider services, QueryCounter queries, IMethodCache cache)
{
    /// <summary>Gets one page.</summary>
    /// <param name="query">What the page shows.</param>
    /// <param name="useCache">Whether the listing with the cache in front is asked, or the bare one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<MeasuredPage> GetPageAsync(CityQuery query, bool useCache, CancellationToken cancellationToken)
    {
        CachedAnswer? cached = useCache ? await cache.PeekAsync<ICityListing>(cities => cities.GetPageAsync(query, default)) : null;
        long queriesBefore = queries.Count;
        long startedAt = Stopwatch.GetTimestamp();

        ICityListing listing = useCache
            ? services.GetRequiredService<ICityListing>()
            : services.GetRequiredService<CityListing>();
        CityPage page = await listing.GetPageAsync(query, cancellationToken);

        TimeSpan took = Stopwatch.GetElapsedTime(startedAt);
        long queriesSoFar = queries.Count;
        return new MeasuredPage(page, took, cached?.Age, queriesSoFar - queriesBefore, queriesSoFar);
    }
}
