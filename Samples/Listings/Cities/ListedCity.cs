namespace Listings.Cities;

/// <summary>A city on a page.</summary>
/// <param name="Id">The id that GeoNames gave it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Its country, ISO 3166-1 alpha-2.</param>
/// <param name="Population">How many people live there.</param>
/// <param name="Latitude">Degrees north of the equator.</param>
/// <param name="Longitude">Degrees east of Greenwich.</param>
/// <param name="Twin">The city abroad that is most like it in size and latitude.</param>
public sealed record ListedCity(
    int Id, string Name, string Country, long Population, double Latitude, double Longitude, TwinCity? Twin);
