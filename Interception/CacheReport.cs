using System.Globalization;
using System.Text;

namespace Interception;

/// <summary>What caching has come to so far, method by method, in this process, and what observing has shown.</summary>
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
        ("run time", one => Milliseconds(one.MeanRunTime)),
        ("time saved", one => $"{one.TimeSaved.TotalSeconds.ToString("#,0.0", CultureInfo.InvariantCulture)} s"),
        ("saved per call", one => one.Holdout is { } holdout ? $"{Milliseconds(holdout.SavedPerCall)} +-{Milliseconds(holdout.SavedPerCallError)}" : "-"),
        ("checks", one => Number(one.Unchanged + one.Changed + one.Failed)),
        ("changed", one => Number(one.Changed)),
        ("failed", one => Number(one.Failed)),
        ("not made", one => Number(one.Refused + one.OverBudget)),
        ("stale", one => $"{Share(one.StaleShare)} +-{Share(one.StaleShareError)}"),
        ("verified stale", one => one.VerifiedStaleShare is { } share ? $"{Share(share)} of {Number(one.Verified)}" : "-"),
        ("entries", one => Number(one.Entries)),
    ];

    private static readonly (string Title, Func<MethodObservation, string> Text)[] ObservedColumns =
    [
        ("observed", one => one.Method),
        ("calls", one => Number(one.Calls)),
        ("run time", one => Milliseconds(one.MeanRunTime)),
        ("repeated", one => Share(one.RepeatShare)),
        ("after", one => $"{one.MeanRepeatInterval.TotalSeconds.ToString("#,0.0", CultureInfo.InvariantCulture)} s"),
        ("differing", one => Share(one.DifferingShare)),
        ("result", one => $"{Number(one.MeanResultBytes)} B"),
        ("memory", one => $"{(one.EstimatedBytes / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture)} MB"),
        ("hits by policy", one => string.Join(", ", one.Predictions.Select(policy => $"{policy.Check} {Share(policy.HitShare)}"))),
        ("stale by policy", one => string.Join(", ", one.Predictions.Select(policy => $"{policy.Check} {Share(policy.StaleShare)}"))),
    ];

    /// <summary>The methods that are observed now, by name.</summary>
    public IReadOnlyList<MethodObservation> Observed { get; init; } = [];

    /// <summary>Tables for people: what is cached, and below it what falls short of its target; what is observed, and below it the verdicts.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Methods.Count > 0 || Observed.Count == 0)
        {
            Append(text, Methods, Columns);
        }

        foreach (MethodReport one in Methods.Where(one => one.Shortfall is not null))
        {
            text.Append(one.Method).Append(": ").AppendLine(one.Shortfall);
        }

        if (Observed.Count > 0)
        {
            Append(text, Observed, ObservedColumns);
        }

        foreach (MethodObservation one in Observed)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{one.Method}: {one.Verdict} - {one.Reason}");
        }

        return text.ToString();
    }

    private static void Append<T>(StringBuilder text, IReadOnlyList<T> items, (string Title, Func<T, string> Text)[] columns)
    {
        string[][] rows = [[.. columns.Select(column => column.Title)], .. items.Select(one => columns.Select(column => column.Text(one)).ToArray())];
        int[] widths = [.. Enumerable.Range(0, columns.Length).Select(i => rows.Max(row => row[i].Length))];
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds.ToString("#,0.0", CultureInfo.InvariantCulture)} ms";

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Share(double share) => (share * 100).ToString("0.0#", CultureInfo.InvariantCulture) + " %";
}
