namespace Listings.Cities;

/// <summary>What a listing shows. Two queries that mean the same are equal, so they share one cached answer.</summary>
/// <param name="Country">Only cities of this country, in capitals; all countries when <see langword="null"/>.</param>
/// <param name="Text">Only cities with this text in their name; all names when <see langword="null"/>.</param>
/// <param name="Sort">The order.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record CityQuery(string? Country = null, string? Text = null, CitySort Sort = CitySort.Population, int Page = 1)
{
    /// <summary>How many cities a page shows.</summary>
    public const int PageSize = 15;

    /// <summary>The last page that can be asked for; more than the data has.</summary>
    public const int MaxPage = 10_000;

    /// <summary>The longest text that is searched for, in characters.</summary>
    public const int MaxTextLength = 60;

    /// <summary>Makes a query from what somebody typed.</summary>
    public static CityQuery From(string? country, string? text, CitySort sort, int page) => new(
        Trim(country)?.ToUpperInvariant(),
        Trim(text),
        Enum.IsDefined(sort) ? sort : CitySort.Population,
        Math.Clamp(page, 1, MaxPage));

    private static string? Trim(string? typed)
    {
        string trimmed = (typed ?? "").Trim();
        return trimmed.Length == 0 ? null : trimmed[..Math.Min(trimmed.Length, MaxTextLength)];
    }
}
