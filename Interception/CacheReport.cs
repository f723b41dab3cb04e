using System.Globalization;
using System.Text;

namespace Interception;

/// <summary>What caching has come to so far, method by method, in this process.</summary>
/// <param name="Methods">The methods that are cached now, by name.</param>
public sealed record CacheReport(IReadOnlyList<MethodReport> Methods)
{
    private static readonly (string Title, Func<MethodReport, string> Text)[] Columns =
    [
        ("method", one => one.Method),
        ("hits", one => Number(one.Hits)),
        ("misses", one => Number(one.Misses)),
        ("waits", one => Number(one.Waits)),
        ("hit share", one => Share(one.HitShare)),
        ("run time", one => $"{one.MeanRunTime.TotalMilliseconds.ToString("#,0.0", CultureInfo.InvariantCulture)} ms"),
        ("time saved", one => $"{one.TimeSaved.TotalSeconds.ToString("#,0.0", CultureInfo.InvariantCulture)} s"),
        ("checks", one => Number(one.Unchanged + one.Changed + one.Failed)),
        ("changed", one => Number(one.Changed)),
        ("failed", one => Number(one.Failed)),
        ("not made", one => Number(one.Refused + one.OverBudget)),
        ("stale", one => $"{Share(one.StaleShare)} +-{Share(one.StaleShareError)}"),
        ("verified stale", one => one.VerifiedStaleShare is { } share ? $"{Share(share)} of {Number(one.Verified)}" : "-"),
        ("entries", one => Number(one.Entries)),
    ];

    /// <summary>A table for people, and below it what falls short of its target.</summary>
    public override string ToString()
    {
        string[][] rows = [[.. Columns.Select(column => column.Title)], .. Methods.Select(one => Columns.Select(column => column.Text(one)).ToArray())];
        int[] widths = [.. Enumerable.Range(0, Columns.Length).Select(i => rows.Max(row => row[i].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }

        foreach (MethodReport one in Methods.Where(one => one.Shortfall is not null))
        {
            text.Append(one.Method).Append(": ").AppendLine(one.Shortfall);
        }

        return text.ToString();
    }

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Share(double share) => (share * 100).ToString("0.0#", CultureInfo.InvariantCulture) + " %";
}
