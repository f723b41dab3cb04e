using System.Globalization;
using System.Text.RegularExpressions;

namespace Listings.Profile;

/// <summary>What a page shows, in one line of text: two views show the same when their lines are equal.</summary>
public static partial class ViewContent
{
    /// <summary>Writes down what a page should show.</summary>
    public static string Of(long cityCount, long people, IEnumerable<(int City, long People, int Twin)> rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{cityCount} {people}")
        + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"; {row.City} {row.People} {row.Twin}")));

    /// <summary>Writes down what a page of HTML shows.</summary>
    /// <exception cref="InvalidDataException">It is no listing.</exception>
    public static string Read(string html)
    {
        Match totals = Totals().Match(html);
        return totals.Success
            ? $"{totals.Groups[1]} {totals.Groups[2]}" + string.Concat(Rows().Matches(html).Select(Line))
            : throw new InvalidDataException("The page shows no listing: there is no 'data-count' in it.");
    }

    private static string Line(Match row) => $"; {row.Groups[1]} {row.Groups[2]} {row.Groups[3]}";

    [GeneratedRegex("data-count=\"([0-9]+)\" data-people=\"([0-9]+)\"")]
    private static partial Regex Totals();

    [GeneratedRegex("data-city=\"([0-9]+)\" data-people=\"([0-9]+)\" data-twin=\"([0-9]+)\"")]
    private static partial Regex Rows();
}
