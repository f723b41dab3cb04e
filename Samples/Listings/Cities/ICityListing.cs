namespace Listings.Cities;

/// <summary>Lists the cities of the world.</summary>
public interface ICityListing
{
    /// <summary>Gets one page of a listing. A page past the last one is empty.</summary>
    Task<CityPage> GetPageAsync(CityQuery query, CancellationToken cancellationToken);
}
