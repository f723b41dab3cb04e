namespace Interception.Benchmarks.Freshness;

/// <summary>What became of StaleTarget 1 %, with the default budgets, for change rates from once a minute to once a day.</summary>
/// <param name="StaleShares">The measured share of stale answers, method by method: the first changes once a minute, the last once a day.</param>
/// <param name="Reported">The share that the library reports over all of them.</param>
/// <param name="StaleShare">The true one over all of them.</param>
internal sealed record TargetResult(double[] StaleShares, double Reported, double StaleShare)
{
    public static async Task<TargetResult> PlayAsync(int seed)
    {
        LibrarySubject? library = null;
        double reported = 0;
        TrialResult result = await Trial.RunAsync(
            Workloads.Reachable(seed), seed,
            truth => library = new LibrarySubject(truth, method => (method.Check, method.MaxCheckInterval) = (CheckMode.Adaptive, TimeSpan.FromMinutes(10))),
            _ => reported = library!.ReportedStaleShare);
        return new TargetResult(result.StaleShares, reported, result.StaleShare);
    }
}
