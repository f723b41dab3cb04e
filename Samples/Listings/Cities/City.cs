namespace Listings.Cities;

/// <summary>A city as the database knows it.</summary>
public sealed class City
{
    /// <summary>The id that GeoNames gave it.</summary>
    public int Id { get; set; }

    /// <summary>Its name in the local or the English spelling.</summary>
    public required string Name { get; set; }

    /// <summary>The country, ISO 3166-1 alpha-2.</summary>
    public required string Country { get; set; }

    /// <summary>How many people live there.</summary>
    public long Population { get; set; }

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude { get; set; }

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude { get; set; }
}
