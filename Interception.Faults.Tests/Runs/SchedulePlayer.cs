using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

/// <summary>A server and three nodes under load that play schedules one after the other, and converge after each.</summary>
internal static class SchedulePlayer
{
    private const int NodeCount = 3;
    private const int Keys = 50;

    /// <summary>Past this nobody waits any longer; the bound itself is <see cref="ConvergenceBound"/>.</summary>
    private static readonly TimeSpan ConvergenceLimit = TimeSpan.FromSeconds(20);

    /// <summary>After so many schedules that were given up the bound is broken beyond doubt, and the rest would only cost time.</summary>
    private const int MostGivenUp = 10;

    /// <summary>How soon after a schedule all nodes must serve only current answers.</summary>
    public static readonly TimeSpan ConvergenceBound = TimeSpan.FromSeconds(5);

    /// <summary>Plays the schedules of some seeds; the first of them also seeds the proxies.</summary>
    public static async Task<ScheduleReport> PlayAsync(IReadOnlyList<int> seeds)
    {
        await using ProxiedNodes proxied = await ProxiedNodes.StartAsync(NodeCount, seeds[0], new NodeConfiguration());
        Rig rig = proxied.Rig;
        var injector = new FaultInjector(proxied);
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 600, Keys, Tenants: 2, ColdCallsPerSecond: 30));
        TimeSpan convergedAfterStart = await WarmUpAsync(rig);
        List<string> wrong = [];
        List<string> exceptions = [];
        List<double> converged = [];
        int regressions = 0;

        foreach (int seed in seeds)
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
            if (taken is null || taken > ConvergenceBound)
            {
                await ExplainAsync(proxied, $"R6 slow to converge, {converged[^1]:0.0} s: {schedule}");
            }

            if (converged.Count(double.IsPositiveInfinity) == MostGivenUp)
            {
                break;
            }
        }

        int crashes = rig.Nodes.Count(node => !node.IsRunning);
        return new ScheduleReport(convergedAfterStart, converged, rig.Checked, regressions, crashes, exceptions, wrong);
    }

    /// <remarks>
    /// All players' nodes start at once, and on a crowded machine the first commands of a node take longer than their timeout. What
    /// that leaves behind is none of a schedule's doing.
    /// </remarks>
    private static async Task<TimeSpan> WarmUpAsync(Rig rig)
    {
        await rig.JoinAsync();
        await using (new SourceChanges(rig.History, Keys, perSecond: 50))
        {
            await Task.Delay(RunSize.Current.WarmUp);
        }

        return await Deadline.UntilAsync("the nodes converge after the start", ConvergenceLimit, () => rig.IsCurrentAsync(Keys));
    }

    private static async Task ExplainAsync(ProxiedNodes proxied, string what)
    {
        List<string> lines = [what];
        using RespConnection connection = proxied.Server.Connect();
        IEnumerable<string> leases = new StoredEntries(connection).Leases().OrderByDescending(lease => lease.Left)
            .Select(lease => $"  lease of {lease.Name[^8..]} runs for {lease.Left.TotalSeconds:0.0} s more");
        lines.AddRange(leases.Take(8));
        lines.AddRange((await proxied.Rig.DescribeLagAsync(Keys)).Select(lag => $"  {lag}"));
        lines.AddRange((await proxied.Rig.StatsAsync()).Select(
            stats => $"  {string.Join(", ", stats.Counters.Select(pair => $"{pair.Key} {pair.Value}"))}"));

        // All at once, so that no other player's lines come between.
        TestContext.Progress.WriteLine(string.Join(Environment.NewLine, lines));
    }
}
