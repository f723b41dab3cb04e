namespace Listings.Cities;

/// <summary>One page of a listing, with what stands around it.</summary>
/// <param name="Cities">The cities on the page.</param>
/// <param name="CityCount">How many cities there are on all pages.</param>
/// <param name="Population">How many people live in the cities on all pages.</param>
/// <param name="Countries">The countries that have cities with the text, those with most cities first.</param>
public sealed record CityPage(
    IReadOnlyList<ListedCity> Cities, int CityCount, long Population, IReadOnlyList<CountryCount> Countries)
{
    /// <summary>How many pages there are; at least one.</summary>
    public int PageCount => Math.Max(1, (CityCount + CityQuery.PageSize - 1) / CityQuery.PageSize);
}
