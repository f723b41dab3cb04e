namespace Listings.Cities;

/// <summary>The order of a listing.</summary>
public enum CitySort
{
    /// <summary>The largest first.</summary>
    Population,

    /// <summary>From A to Z.</summary>
    Name,

    /// <summary>From north to south.</summary>
    Latitude,
}
