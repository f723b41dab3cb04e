namespace Listings.Cities;

/// <summary>How many of the cities searched for a country has.</summary>
/// <param name="Country">The country, ISO 3166-1 alpha-2.</param>
/// <param name="CityCount">Its cities.</param>
public sealed record CountryCount(string Country, int CityCount);
