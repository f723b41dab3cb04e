namespace Interception.Benchmarks.Freshness;

/// <summary>What became of StaleTarget 1 %, with the default budgets, for change rates from once a minute to once a day.</summary>
/// <param name="StaleShares">The measured share of stale answers, method by method: the first changes once a minute, the last once a day.</param>
/// <param name="Reported">The share that the library reports over all of them.</param>
/// <param name="StaleShare">The true one over all of them.</param>
internal sealed record TargetResult(double[] StaleShares, double Reported, double StaleShare)
{
    /// <summary>A day to learn in, and three to hold what was learned: half of the methods change their answers less than once an hour.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromHours(24), Measured = TimeSpan.FromHours(72);

    /// <summary>An answer that changes less often is right often enough even where it is checked as seldom as the trial lets it: every ten minutes.</summary>
    public static readonly TimeSpan SlowestWithChoice = TimeSpan.FromHours(8);

    public static async Task<TargetResult> PlayAsync(int seed)
    {
        LibrarySubject? library = null;
        double reported = 0;
        TrialResult result = await Trial.RunAsync(
            Workloads.Reachable(), seed, WarmUp, Measured,
            truth => library = new LibrarySubject(truth, method => (method.Check, method.MaxCheckInterval) = (CheckMode.Adaptive, TimeSpan.FromMinutes(10))),
            () => reported = library!.ReportedStaleShare);
        return new TargetResult(result.StaleShares, reported, result.StaleShare);
    }
}
