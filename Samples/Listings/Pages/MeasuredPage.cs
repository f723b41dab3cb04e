using Listings.Cities;

namespace Listings.Pages;

/// <summary>A page and how it was got.</summary>
/// <param name="Page">The page.</param>
/// <param name="Took">How long the listing took.</param>
/// <param name="CachedAge">When the answer was cached, how long ago it was last proven right.</param>
/// <param name="Queries">The queries that the process sent to the database meanwhile.</param>
/// <param name="QueriesSoFar">All queries since the process started.</param>
public sealed record MeasuredPage(CityPage Page, TimeSpan Took, TimeSpan? CachedAge, long Queries, long QueriesSoFar);
