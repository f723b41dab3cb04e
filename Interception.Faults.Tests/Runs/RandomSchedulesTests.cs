using System.Globalization;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class RandomSchedulesTests
{
    /// <summary>
    /// The environment variable that names one seed, to be played ten times: to look into what a run has found.
    /// </summary>
    private const string SeedVariable = "INTERCEPTION_FAULTS_SEED";

    private const int FirstSeed = 1_000;

    /// <summary>Schedules mostly wait: two at a time leave half of two cores to the faults' aftermath.</summary>
    private const int PlayerCount = 2;

    [Test, Property("Row", "R6"), Property("Failure", "X20"), Property("Failure", "X25"), Property("Failure", "X26")]
    public async Task Nodes_RandomFaults_NeverCrashAndConverge()
    {
        int[][] seeds = [.. Seeds()];
        ScheduleReport[] players = await Task.WhenAll(seeds.Select(SchedulePlayer.PlayAsync));

        double[] converged = [.. players.SelectMany(player => player.Converged).Order()];
        new RunRow("R6", "seeded random fault schedules on 3 nodes")
            .Note("answers checked", players.Sum(player => player.Checked))
            .Note("regressions", players.Sum(player => player.Regressions))
            .Note("converged after the start, slowest", players.Max(player => player.ConvergedAfterStart.TotalSeconds), "s")
            .Note("converged p50", converged[converged.Length / 2], "s")
            .AtLeast("schedules played", converged.Length, seeds.Sum(some => some.Length))
            .AtMost("crashes", players.Sum(player => player.Crashes), 0)
            .None("exceptions", [.. players.SelectMany(player => player.Exceptions)])
            .None("wrong answers", [.. players.SelectMany(player => player.Wrong)])
            .AtMost("converged, slowest", converged[^1], SchedulePlayer.ConvergenceBound.TotalSeconds, "s")
            .Conclude();
    }

    /// <summary>The seeds of each player.</summary>
    private static IEnumerable<int[]> Seeds()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed)
        {
            return [[.. Enumerable.Repeat(int.Parse(seed, CultureInfo.InvariantCulture), 10)]];
        }

        int schedules = RunSize.Current.Schedules;
        return Enumerable.Range(FirstSeed, schedules).Chunk((schedules + PlayerCount - 1) / PlayerCount);
    }
}
