namespace Listings.Cities;

/// <summary>The city abroad that is most like another one.</summary>
/// <param name="Id">The id that GeoNames gave it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Its country, ISO 3166-1 alpha-2.</param>
public sealed record TwinCity(int Id, string Name, string Country);
