using System.Collections.Concurrent;
using System.Globalization;

namespace Listings.Pages;

/// <summary>The English names of countries.</summary>
public static class CountryNames
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        // The platform calls it "World".
        ["XK"] = "Kosovo",
    };

    /// <summary>Gets the name of a country by its ISO code; the code itself when it is unknown.</summary>
    public static string Get(string code) => Names.GetOrAdd(code, Find);

    private static string Find(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
