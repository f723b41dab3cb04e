using System.Diagnostics.Metrics;
using Interception.Lookup;
using Interception.Refresh;
using Interception.Storage;

namespace Interception.Composition;

/// <summary>Draws up the report of all methods that are cached now.</summary>
internal sealed class Reporter(CacheRuntime runtime)
{
    private IEnumerable<CachedMethod> Methods => runtime.Decorated.SelectMany(one => one.Methods);

    public CacheReport Report() =>
        new([.. Methods.Select(Report).OrderBy(one => one.Method, StringComparer.Ordinal)])
        {
            Observed = [.. runtime.Decorated.SelectMany(one => one.Watches).Select(one => one.Report()).OrderBy(one => one.Method, StringComparer.Ordinal)],
        };

    /// <summary>The estimated share of stale answers of each method, for the metrics.</summary>
    public IEnumerable<Measurement<double>> StaleShares() =>
        from method in Methods
        let reckoning = Reckon(method)
        where reckoning.Hits > 0
        select new Measurement<double>(reckoning.StaleShare, new KeyValuePair<string, object?>("method", method.Plan.Name));

    private MethodReport Report(CachedMethod method)
    {
        MethodRules rules = method.Rules;
        MethodMeasures measures = method.Lane.Measures;
        StaleReckoning reckoning = Reckon(method);
        long[] charges = [.. method.Table.Entries.Select(entry => entry.ChargeBytes)];
        return new MethodReport
        {
            Method = method.Plan.Name,
            Check = rules.Policy.Check,
            Hits = reckoning.Hits,
            Waits = measures.Waits,
            Misses = measures.Misses,
            Bypasses = measures.Bypasses,
            MeanRunTime = measures.MeanRunTime,
            Holdout = method.Lane.Holdout.Report(),
            Unchanged = measures.Checks(CheckOutcome.Unchanged),
            Changed = measures.Checks(CheckOutcome.Changed),
            Failed = measures.Checks(CheckOutcome.Failed),
            Overtaken = measures.Checks(CheckOutcome.Adopted) + measures.Checks(CheckOutcome.Elsewhere) + measures.Checks(CheckOutcome.Superseded),
            Refused = measures.Refused,
            OverBudget = measures.OverBudget,
            StaleShare = reckoning.StaleShare,
            StaleShareError = reckoning.StaleShareError,
            Verified = measures.Verified,
            VerifiedStaleShare = measures.Verified > 0 ? (double)measures.VerifiedStale / measures.Verified : null,
            LongestStale = measures.LongestStale,
            CheckPrice = rules.Policy.Check == CheckMode.Adaptive ? method.Lane.Freshness.Costs.Price : null,
            Shortfall = method.Lane.Freshness.Costs.FindShortfall(rules),
            Entries = charges.Length,
            EntryBytes = charges.Sum(),
        };
    }

    private StaleReckoning Reckon(CachedMethod method) => method.Lane.Freshness.Reckon(method.Table.Entries, runtime.Services.Clock.Now);
}
