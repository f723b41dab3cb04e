using System.Globalization;
using Interception;

namespace Listings.Profile;

/// <summary>What observing the listing predicted, beside what caching it came to.</summary>
public static class PredictionTable
{
    /// <summary>Writes the verdict, and a table below it.</summary>
    /// <param name="observed">The replay in which nothing was cached and all was observed.</param>
    /// <param name="cached">The replay with the cache.</param>
    /// <param name="verdict">What was wrong with the cached views.</param>
    public static string Of(ReplayRecord observed, ReplayRecord cached, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(cached);
        ArgumentNullException.ThrowIfNull(verdict);
        MethodObservation seen = observed.Report.Observed.Single();
        MethodReport method = cached.Report.Methods.Single();
        PolicyPrediction predicted = seen.Predictions[0];
        double calls = method.Hits + method.Waits + method.Misses;

        var table = new ReportTable(predicted.Check.ToString(), "predicted", "measured");
        table.Add("hits, % of the calls", Percent(predicted.HitShare), Percent(method.HitShare));
        table.Add("stale, % of the hits", Percent(predicted.StaleShare), Percent(verdict.Stale / Math.Max(1, method.Hits)));
        table.Add(
            "checks, % of the calls", Percent(predicted.ChecksPerMinute * seen.Observed.TotalMinutes / seen.Calls),
            Percent((method.Unchanged + method.Changed + method.Failed) / calls));
        table.Add("saved a call, ms", Milliseconds(predicted.HitShare * seen.MeanRunTime), Milliseconds(method.TimeSaved / calls));
        table.Add("memory, kB", Kilobytes(seen.EstimatedBytes), Kilobytes(method.EntryBytes));
        return $"Observed: {seen.Verdict} - {seen.Reason}{Environment.NewLine}{Environment.NewLine}{table}";
    }

    private static string Percent(double share) => (100 * share).ToString("N1", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture);

    private static string Kilobytes(long bytes) => (bytes / 1000d).ToString("N1", CultureInfo.InvariantCulture);
}
