namespace Interception.Benchmarks.Freshness;

/// <summary>What became of StaleTarget 1 %, with the default budgets, after answers began to change a hundred times as often: check by check.</summary>
/// <param name="Answers">How many answers the methods gave before the first check of a shifted answer after the shift, before its second, and so on.</param>
/// <param name="Stale">How many of them were stale.</param>
internal sealed record ShiftResult(long[] Answers, long[] Stale)
{
    /// <summary>Checks of an answer that are looked at, one by one.</summary>
    public const int Checks = 200;

    private const double Factor = 100;

    /// <summary>So many methods' answers change often enough after the shift to be measured in some hours: once in 1 to 25 minutes.</summary>
    private const int FastMethods = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromHours(24), Measured = TimeSpan.FromHours(4);

    /// <summary>Plays it.</summary>
    /// <param name="seed">Which of the many.</param>
    /// <param name="areAll">Whether all answers shift; if not, one of each method's five does.</param>
    public static async Task<ShiftResult> PlayAsync(int seed, bool areAll)
    {
        double shiftAt = WarmUp.TotalSeconds;
        Workload workload = Workloads.Reachable(slower: Factor, shiftAt, key => areAll || key < Workload.Methods ? Factor : 1);
        var truth = new Truth(workload, seed);
        using var library = new LibrarySubject(truth, method => (method.Check, method.MaxCheckInterval) = (CheckMode.Adaptive, TimeSpan.FromMinutes(10)));
        var random = new Random(seed + 77);
        int[]? before = null;
        long[] answers = new long[Checks], stale = new long[Checks];
        for (double now = 0; now < shiftAt + Measured.TotalSeconds; now += random.NextWait(workload.CallsPerSecond))
        {
            int key = workload.NextKey(random);
            if (now >= shiftAt)
            {
                before ??= [.. Enumerable.Range(0, workload.Keys).Select(library.ReadsOf)];
            }

            int shifted = areAll ? key : Workload.MethodOf(key);
            int check = before is null ? Checks : library.ReadsOf(shifted) - before[shifted];
            int right = truth.At(key, now);
            int answer = await library.AskAsync(key, now);
            if (check < Checks && Workload.MethodOf(key) < FastMethods)
            {
                answers[check]++;
                stale[check] += answer == right ? 0 : 1;
            }
        }

        return new ShiftResult(answers, stale);
    }

    /// <summary>The share of stale answers from before one check to before another, in percent, over all seeds.</summary>
    public static double StalePercent(IReadOnlyCollection<ShiftResult> seeds, Range checks) =>
        100d * seeds.Sum(one => one.Stale[checks].Sum()) / seeds.Sum(one => one.Answers[checks].Sum());
}
