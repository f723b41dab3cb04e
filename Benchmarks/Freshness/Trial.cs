namespace Interception.Benchmarks.Freshness;

/// <summary>What a subject did in the time that was measured.</summary>
/// <param name="StaleShare">Which share of the answers was not what the method would have returned at that moment.</param>
/// <param name="RunsPerSecond">Runs of the method.</param>
/// <param name="WaitShare">Which share of the calls waited for a run.</param>
/// <param name="StaleShares">The share of stale answers, method by method.</param>
internal sealed record TrialResult(double StaleShare, double RunsPerSecond, double WaitShare, double[] StaleShares);

/// <summary>Plays a workload to a subject, event by event.</summary>
internal static class Trial
{
    public static readonly TimeSpan WarmUp = TimeSpan.FromHours(1), Measured = TimeSpan.FromHours(1);

    public static Task<TrialResult> RunAsync(Workload workload, int seed, Func<Truth, Subject> create, Action? ended = null) =>
        RunAsync(workload, seed, WarmUp, Measured, create, ended);

    public static async Task<TrialResult> RunAsync(
        Workload workload, int seed, TimeSpan warmUp, TimeSpan measured, Func<Truth, Subject> create, Action? ended = null)
    {
        var truth = new Truth(workload, seed);
        using Subject subject = create(truth);
        var random = new Random(seed + 77);
        bool isWarm = false;
        double begin = warmUp.TotalSeconds, end = begin + measured.TotalSeconds;
        long runsBefore = 0, waitsBefore = 0;
        long[] answers = new long[Workload.Methods], stale = new long[Workload.Methods];
        for (double now = random.NextWait(workload.CallsPerSecond); now < end; now += random.NextWait(workload.CallsPerSecond))
        {
            int key = workload.NextKey(random);
            if (workload.HitFactor is { } factor && random.NextDouble() >= factor(key, now))
            {
                continue;
            }

            if (!isWarm && now >= begin)
            {
                (isWarm, runsBefore, waitsBefore) = (true, subject.Runs, subject.Waits);
                subject.BeginMeasuring();
            }

            // Before the call: it may have the method run, and change nothing of what was true when it came.
            int right = truth.At(key, now);
            int answer = await subject.AskAsync(key, now);
            if (now >= begin)
            {
                answers[Workload.MethodOf(key)]++;
                stale[Workload.MethodOf(key)] += answer == right ? 0 : 1;
            }
        }

        ended?.Invoke();
        return new TrialResult(
            (double)stale.Sum() / answers.Sum(), (subject.Runs - runsBefore) / measured.TotalSeconds,
            (double)(subject.Waits - waitsBefore) / answers.Sum(), [.. stale.Zip(answers, (wrong, all) => (double)wrong / Math.Max(1, all))]);
    }
}
