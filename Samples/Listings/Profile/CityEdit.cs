namespace Listings.Profile;

/// <summary>A change of the data: a city gets another population.</summary>
/// <param name="CityId">The city.</param>
/// <param name="Population">What it gets.</param>
public sealed record CityEdit(int CityId, long Population);
