using System.Globalization;
using Listings.Cities;
using Microsoft.AspNetCore.Http.Extensions;

namespace Listings.Pages;

/// <summary>The addresses of the page; what is at its default isn't mentioned.</summary>
public static class PageAddress
{
    /// <summary>The address that shows a query.</summary>
    /// <param name="query">What the page shows.</param>
    /// <param name="useCache">Whether the listing with the cache in front is asked.</param>
    /// <param name="edit">The city whose population is to be edited.</param>
    /// <param name="saved">The city whose population was just saved.</param>
    public static string Of(CityQuery query, bool useCache = true, int? edit = null, int? saved = null)
    {
        var parts = new QueryBuilder();
        Add(parts, "country", query.Country);
        Add(parts, "text", query.Text);
        Add(parts, "sort", query.Sort == CitySort.Population ? null : query.Sort.ToString());
        Add(parts, "p", query.Page == 1 ? null : query.Page.ToString(CultureInfo.InvariantCulture));
        Add(parts, "cache", useCache ? null : IndexModel.CacheOff);
        Add(parts, "edit", edit?.ToString(CultureInfo.InvariantCulture));
        Add(parts, "saved", saved?.ToString(CultureInfo.InvariantCulture));
        return "/" + parts.ToQueryString();
    }

    private static void Add(QueryBuilder parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add(name, value);
        }
    }
}
