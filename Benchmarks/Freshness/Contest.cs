namespace Interception.Benchmarks.Freshness;

/// <summary>One workload at one number of runs a second, for all contestants.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="RunsPerSecond">How often each contestant may run the method.</param>
/// <param name="Workload">The workload of a seed.</param>
internal sealed record Contest(string Name, double RunsPerSecond, Func<int, Workload> Workload)
{
    /// <summary>The table that the library is to keep to, and four loads that break its assumptions.</summary>
    public static readonly Contest[] All =
    [
        new("rates spread widely", 10, Workloads.Spread),
        new("rates spread widely", 30, Workloads.Spread),
        new("rates spread widely", 100, Workloads.Spread),
        new("rates much alike", 30, Workloads.Alike),
        new("bursty keys", 30, Workloads.Bursty),
        new("day and night", 30, Workloads.Diurnal),
        new("import every half hour", 30, Workloads.Import),
        new("rates shift 100-fold", 30, Workloads.Shift),
    ];

    /// <summary>How many of them are rows of the table.</summary>
    public const int TableRows = 4;
}

/// <summary>How one contestant did in one contest with one seed.</summary>
/// <param name="Contestant">Its name.</param>
/// <param name="Result">What it did.</param>
/// <param name="Reported">The share of stale answers that it reports itself; null for those that don't.</param>
internal sealed record Placing(string Contestant, TrialResult Result, double? Reported = null);
