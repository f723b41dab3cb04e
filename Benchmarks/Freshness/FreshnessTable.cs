using System.Globalization;
using System.Text;

namespace Interception.Benchmarks.Freshness;

/// <summary>The results as text, and the bounds that they are held to.</summary>
internal sealed class FreshnessTable(
    IReadOnlyList<(Contest Contest, List<Placing>[] BySeed)> results, IReadOnlyDictionary<int, TargetResult> targets,
    ILookup<bool, ShiftResult>? shifts)
{
    /// <summary>How the checks after a shift are taken together.</summary>
    private static readonly Range[] ShiftSteps = [0..1, 1..5, 5..10, 10..15, 15..20, 20..50, 50..ShiftResult.Checks];

    /// <summary>The bounds of the acceptance table: of the fixed interval at 10 and 30 runs a second, and of the oracle.</summary>
    private const double OfInterval = 0.65, OfOracle = 1.15;

    /// <summary>And of the share of stale answers, where 1 % is wanted.</summary>
    private const double LeastOfTarget = 0.005, MostOfTarget = 0.012;

    public IReadOnlyList<(Contest Contest, List<Placing>[] BySeed)> Results => results;

    public IReadOnlyDictionary<int, TargetResult> Targets => targets;

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"""
                # Freshness: stale answers for the same number of runs

                {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {Environment.OSVersion.VersionString}, .NET {Environment.Version}, Interception {typeof(IMethodCache).Assembly.GetName().Version}.
                The share of stale answers, mean (least to most) over {results[0].BySeed.Length} seeds ({results[^1].BySeed.Length} for loads beyond the table); an hour of simulated time after an hour of warm-up. "Interception" is the library
                itself on a fake clock: interceptor, queue, memory; the others are models. All of a column run the method equally often.

                """);
            AppendShares(text);
            AppendRatios(text);
            AppendTargets(text);
            AppendShifts(text);
            return text.ToString();
        }
    }

    /// <summary>The share of stale answers of a contestant in a contest.</summary>
    public static Measure StaleShare(List<Placing>[] bySeed, string contestant) => Measure.Of(bySeed.Select(one => Of(one, contestant).Result.StaleShare));

    /// <summary>The bounds that are broken.</summary>
    public IEnumerable<string> FindBroken()
    {
        foreach ((Contest contest, List<Placing>[] bySeed) in results.Where(one => Array.IndexOf(Contest.All, one.Contest) < Contest.TableRows))
        {
            string row = $"{contest.Name}, {contest.RunsPerSecond}/s";
            if (contest.RunsPerSecond <= 30 && Ratio(bySeed, Contestants.Interval).Mean > OfInterval)
            {
                yield return $"F1 {row}: {Ratio(bySeed, Contestants.Interval).Mean:0.00} of the fixed interval's stale answers, {OfInterval} at most.";
            }

            if (Ratio(bySeed, Contestants.Oracle).Mean > OfOracle)
            {
                yield return $"F1 {row}: {Ratio(bySeed, Contestants.Oracle).Mean:0.00} of the oracle's stale answers, {OfOracle} at most.";
            }

            if (IsContested(bySeed, Contestants.Waiting) && StaleShare(bySeed, Contestants.Waiting).Mean >= StaleShare(bySeed, Contestants.Ttl).Mean)
            {
                yield return $"F2 {row}: {StaleShare(bySeed, Contestants.Waiting).Mean:P1} stale when likely stale answers are waited for, a TTL has {StaleShare(bySeed, Contestants.Ttl).Mean:P1}.";
            }

            if (IsContested(bySeed, Contestants.Waiting) && WaitShare(bySeed, Contestants.Waiting).Most > Contestants.MostWaits)
            {
                yield return $"F2 {row}: {WaitShare(bySeed, Contestants.Waiting).Most:P2} of the callers wait, {Contestants.MostWaits:P0} at most.";
            }

            if (bySeed.Any(one => Of(one, Contestants.Adaptive).Result.RunsPerSecond > 1.05 * contest.RunsPerSecond))
            {
                yield return $"F5 {row}: more runs than allowed.";
            }
        }

        for (int method = 0; targets.Count > 0 && method < Workload.Methods; method++)
        {
            double share = TargetShare(method).Mean;
            bool hasChoice = 1 / Workloads.Reachable().ChangeRates[method] < TargetResult.SlowestWithChoice.TotalSeconds;
            if (share > MostOfTarget || (hasChoice && share < LeastOfTarget))
            {
                yield return $"F3 one change in {PeriodOf(method)}: {share:P2} stale, wanted are {LeastOfTarget:P1} to {MostOfTarget:P1}.";
            }
        }
    }

    private Measure TargetShare(int method) => Measure.Of(targets.Values.Select(one => one.StaleShares[method]));

    private static Measure WaitShare(List<Placing>[] bySeed, string contestant) => Measure.Of(bySeed.Select(one => Of(one, contestant).Result.WaitShare));

    private static bool IsContested(List<Placing>[] bySeed, string contestant) => bySeed[0].Any(one => one.Contestant == contestant);

    private static Placing Of(List<Placing> placings, string contestant) => placings.Single(one => one.Contestant == contestant);

    private static Measure Ratio(List<Placing>[] bySeed, string contestant) => Measure.Of(
        bySeed.Select(one => Of(one, Contestants.Adaptive).Result.StaleShare / Of(one, contestant).Result.StaleShare));

    private static string Percent(Measure measure) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * measure.Mean:0.0} ({100 * measure.Least:0.0} to {100 * measure.Most:0.0})");

    private static string Factor(Measure measure) => string.Create(
        CultureInfo.InvariantCulture, $"{measure.Mean:0.00} ({measure.Least:0.00} to {measure.Most:0.00})");

    private void AppendShares(StringBuilder text)
    {
        string[] contestants = [.. results[0].BySeed[0].Select(one => one.Contestant)];
        AppendRow(text, ["stale answers, %", .. results.Select(one => $"{one.Contest.Name}, {one.Contest.RunsPerSecond}/s")]);
        AppendRow(text, Enumerable.Repeat("---", results.Count + 1));
        foreach (string contestant in contestants)
        {
            AppendRow(text, [contestant, .. results.Select(one => Percent(StaleShare(one.BySeed, contestant)))]);
        }

        text.AppendLine();
    }

    private void AppendRatios(StringBuilder text)
    {
        AppendRow(text, ["", .. results.Select(one => $"{one.Contest.Name}, {one.Contest.RunsPerSecond}/s")]);
        AppendRow(text, Enumerable.Repeat("---", results.Count + 1));
        AppendRow(text, ["runs a second", .. results.Select(one => Factor(Measure.Of(one.BySeed.Select(seed => Of(seed, Contestants.Adaptive).Result.RunsPerSecond))))]);
        AppendRow(text, ["Adaptive / fixed interval", .. results.Select(one => Factor(Ratio(one.BySeed, Contestants.Interval)))]);
        AppendRow(text, ["Adaptive / oracle", .. results.Select(one => Factor(Ratio(one.BySeed, Contestants.Oracle)))]);
        AppendRow(text, ["library / its model", .. results.Select(one => Factor(Ratio(one.BySeed, Contestants.AdaptiveModel)))]);
        AppendRow(text, ["reported / true", .. results.Select(one => Factor(Measure.Of(one.BySeed.Select(
            seed => Of(seed, Contestants.Adaptive) is var placing ? placing.Reported!.Value / placing.Result.StaleShare : 0))))]);
        if (IsContested(results[0].BySeed, Contestants.Waiting))
        {
            AppendRow(text, ["callers waiting at 50 %, 2 % at most, %", .. results.Select(one => Percent(WaitShare(one.BySeed, Contestants.Waiting)))]);
            AppendRow(text, ["callers waiting with a TTL, %", .. results.Select(one => Percent(WaitShare(one.BySeed, Contestants.Ttl)))]);
        }

        text.AppendLine();
    }

    private void AppendTargets(StringBuilder text)
    {
        if (targets.Count == 0)
        {
            return;
        }

        text.AppendLine("StaleTarget 1 %, default budgets (CheckBudget 10 %, checks 1 s to 10 min apart), ten methods with five keys each that are asked for ten times a second; three days of simulated time after a day of warm-up:");
        text.AppendLine();
        AppendRow(text, ["one change in", .. Enumerable.Range(0, Workload.Methods).Select(PeriodOf)]);
        AppendRow(text, Enumerable.Repeat("---", Workload.Methods + 1));
        AppendRow(text, ["stale answers, %", .. Enumerable.Range(0, Workload.Methods).Select(method =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * TargetShare(method).Mean:0.00} ({100 * TargetShare(method).Least:0.00} to {100 * TargetShare(method).Most:0.00})"))]);
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Reported / true over all of them: {Factor(Measure.Of(targets.Values.Select(one => one.Reported / one.StaleShare)))}.");
    }

    private void AppendShifts(StringBuilder text)
    {
        if (shifts is null)
        {
            return;
        }

        text.AppendLine();
        text.AppendLine("The same after a day in which answers change a hundred times less often, when their rates rise a hundredfold at once, for those that then change once in 1 to 25 minutes. The share of the method's answers that are stale before the first check after the rise, and so on:");
        text.AppendLine();
        AppendRow(text, ["stale answers, %", .. ShiftSteps.Select(step => step.End.Value - step.Start.Value == 1 ? "until the first check" : $"checks {step.Start.Value} to {step.End.Value}")]);
        AppendRow(text, Enumerable.Repeat("---", ShiftSteps.Length + 1));
        foreach (bool areAll in (bool[])[true, false])
        {
            ShiftResult[] seeds = [.. shifts[areAll]];
            AppendRow(text, [areAll ? "all answers" : "one answer in five", .. ShiftSteps.Select(step =>
                ShiftResult.StalePercent(seeds, step).ToString("0.0", CultureInfo.InvariantCulture))]);
        }
    }

    private static string PeriodOf(int method)
    {
        TimeSpan period = TimeSpan.FromSeconds(1 / Workloads.Reachable().ChangeRates[method]);
        return period.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{period.TotalHours:0.0} h") : string.Create(CultureInfo.InvariantCulture, $"{period.TotalMinutes:0.0} min");
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
