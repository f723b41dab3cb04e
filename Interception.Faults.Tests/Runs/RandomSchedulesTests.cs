using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class RandomSchedulesTests
{
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

        for (int index = 0; index < RunSize.Current.Schedules; index++)
        {
            FaultSchedule schedule = FaultSchedule.Draw(FirstSeed + index, NodeCount, Keys);
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
                await ExplainAsync(rig, $"R6 slow to converge, {converged[^1]:0.0} s: {schedule}");
            }
        }

        new RunRow("R6", $"{RunSize.Current.Schedules} seeded random fault schedules on 3 nodes")
            .Note("answers checked", rig.Checked)
            .Note("regressions", regressions)
            .Note("converged p50", converged.Order().ElementAt(converged.Count / 2), "s")
            .AtMost("crashes", rig.Nodes.Count(node => !node.IsRunning), 0)
            .None("exceptions", exceptions)
            .None("wrong answers", wrong)
            .AtMost("converged, slowest", converged.Max(), 5, "s")
            .Conclude();
    }

    private static async Task ExplainAsync(Rig rig, string what)
    {
        TestContext.Progress.WriteLine(what);
        foreach (string lag in await rig.DescribeLagAsync(Keys))
        {
            TestContext.Progress.WriteLine($"  {lag}");
        }

        foreach (NodeStats stats in await rig.StatsAsync())
        {
            TestContext.Progress.WriteLine($"  {string.Join(", ", stats.Counters.Select(pair => $"{pair.Key} {pair.Value}"))}");
            TestContext.Progress.WriteLine($"  {string.Join(Environment.NewLine + "  ", stats.LastLogLines.TakeLast(6))}");
        }
    }
}
