namespace Interception.Benchmarks.Freshness;

/// <summary>Finds the setting at which a subject runs the method so many times a second.</summary>
internal static class Tuning
{
    /// <summary>How far the runs may be off.</summary>
    public const double Tolerance = 0.01;

    private const int MaxTrials = 14;

    /// <summary>Halves the range, on a logarithmic scale, until the runs are right.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="runsPerSecond">What is wanted.</param>
    /// <param name="create">Makes the subject with a setting; a higher one means fewer runs.</param>
    /// <param name="low">The lowest setting.</param>
    /// <param name="high">The highest setting.</param>
    public static async Task<(double Setting, TrialResult Result)> FindAsync(
        Workload workload, int seed, double runsPerSecond, Func<Truth, double, Subject> create, double low, double high)
    {
        for (int trial = 1; ; trial++)
        {
            double setting = Math.Sqrt(low * high);
            TrialResult result = await Trial.RunAsync(workload, seed, truth => create(truth, setting));
            if (Math.Abs((result.RunsPerSecond / runsPerSecond) - 1) <= Tolerance || trial == MaxTrials)
            {
                return (setting, result);
            }

            (low, high) = result.RunsPerSecond > runsPerSecond ? (setting, high) : (low, setting);
        }
    }
}
