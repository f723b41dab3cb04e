using System.Globalization;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class RandomSchedulesTests
{
    /// <summary>
    /// The environment variable that names one seed, to be played ten times: to look into what a run has found.
    /// </summary>
    private const string SeedVariable = "INTERCEPTION_FAULTS_SEED";

    private const int FirstSeed = 1_000;
    private const int NodeCount = 3;
    private const int Keys = 50;

    /// <summary>Past this nobody waits any longer; the bound itself is 5 s.</summary>
    private static readonly TimeSpan ConvergenceLimit = TimeSpan.FromSeconds(20);

    [Test, Property("Row", "R6")]
    public async Task Nodes_RandomFaults_NeverCrashAndConverge()
    {
        await using ProxiedNodes proxied = await ProxiedNodes.StartAsync(NodeCount, FirstSeed, new NodeConfiguration());
        Rig rig = proxied.Rig;
        var injector = new FaultInjector(proxied);
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 600, Keys, Tenants: 2, ColdCallsPerSecond: 30));
        List<string> wrong = [];
        List<string> exceptions = [];
        List<double> converged = [];
        int regressions = 0;

        foreach (int seed in Seeds)
        {
            FaultSchedule schedule = FaultSchedule.Draw(seed, NodeCount, Keys);
            await using (new SourceChanges(rig.History, Keys, perSecond: 50))
            {
                await injector.PlayAsync(schedule);
            }

            TimeSpan? taken = await Deadline.WithinAsync(ConvergenceLimit, () => rig.IsCurrentAsync(Keys));
            converged.Add(taken?.TotalSeconds ?? double.PositiveInfinity);
            WindowReport window = await rig.MarkAsync();
            wrong.AddRange((await rig.FindWrongAsync()).Select(what => $"{what} ({schedule})"));
            exceptions.AddRange(window.Exceptions.Select(what => $"{what} ({schedule})"));
            regressions += window.Regressions.Length;
            if (taken is null || taken > TimeSpan.FromSeconds(5))
            {
                await ExplainAsync(proxied, $"R6 slow to converge, {converged[^1]:0.0} s: {schedule}");
            }
        }

        new RunRow("R6", $"{converged.Count} seeded random fault schedules on 3 nodes")
            .Note("answers checked", rig.Checked)
            .Note("regressions", regressions)
            .Note("converged p50", converged.Order().ElementAt(converged.Count / 2), "s")
            .AtMost("crashes", rig.Nodes.Count(node => !node.IsRunning), 0)
            .None("exceptions", exceptions)
            .None("wrong answers", wrong)
            .AtMost("converged, slowest", converged.Max(), 5, "s")
            .Conclude();
    }

    private static IEnumerable<int> Seeds => Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed
        ? Enumerable.Repeat(int.Parse(seed, CultureInfo.InvariantCulture), 10)
        : Enumerable.Range(FirstSeed, RunSize.Current.Schedules);

    private static async Task ExplainAsync(ProxiedNodes proxied, string what)
    {
        TestContext.Progress.WriteLine(what);
        using RespConnection connection = proxied.Server.Connect();
        IEnumerable<string> leases = new StoredEntries(connection).Leases().OrderByDescending(lease => lease.Left)
            .Select(lease => $"lease of {lease.Name[^8..]} runs for {lease.Left.TotalSeconds:0.0} s more");
        foreach (string line in leases.Take(8).Concat(await proxied.Rig.DescribeLagAsync(Keys)))
        {
            TestContext.Progress.WriteLine($"  {line}");
        }

        foreach (NodeStats stats in await proxied.Rig.StatsAsync())
        {
            TestContext.Progress.WriteLine($"  {string.Join(", ", stats.Counters.Select(pair => $"{pair.Key} {pair.Value}"))}");
        }
    }
}
