using System.Globalization;
using Listings.Profile;

namespace Listings.Nodes;

/// <summary>Writes down what a run found, in tables and lines. Every figure is measured.</summary>
/// <param name="Alone">One node without Redis.</param>
/// <param name="Apart">All nodes without Redis.</param>
/// <param name="Together">All nodes with it.</param>
/// <param name="Outage">What became of Redis.</param>
/// <param name="CheckInterval">The check interval.</param>
public sealed record NodesReport(
    SceneRecord Alone, SceneRecord Apart, SceneRecord Together, OutageRecord Outage, TimeSpan CheckInterval)
{
    private readonly IReadOnlyList<Phase> _phases = Phase.Around(Outage, Together);

    private int NodeCount => Together.Load.ViewsByNode.Count;

    /// <summary>How often the listing ran.</summary>
    public ReportTable Runs()
    {
        var table = new ReportTable(
            "runs of the listing", "1 node", $"{NodeCount} nodes, no Redis", $"{NodeCount} nodes, Redis");
        Phase[] phases = [Phase.Whole(Alone), Phase.Whole(Apart), _phases[0]];
        RunRate[] rates = [.. phases.Select(Rate)];
        Add(table, "seconds", phases.Select(phase => Seconds(phase.Duration)));
        Add(table, "page views", phases.Select(phase => ReportTable.Number(phase.Took.Count)));
        Add(table, "p50 of a page view, ms", phases.Select(phase => phase.Percentile(50)));
        Add(table, "p99 of a page view, ms", phases.Select(phase => phase.Percentile(99)));
        Add(
            table,
            $"for the first look at {Alone.Pages.Count} pages everywhere",
            new[] { Alone, Apart, Together }.Select(scene => ReportTable.Number(scene.FirstRuns)));
        Add(table, "later", phases.Select(phase => ReportTable.Number(phase.Runs)));
        Add(table, "later, per page and interval", rates.Select(rate => rate.ToString()));
        Add(table, "the same in units of one node's", rates.Select(rate => Times(rate, rates[0])));
        return table;
    }

    /// <summary>How long edits took to show on the front page.</summary>
    public ReportTable Spreads(IReadOnlyList<EditSpread> apart, IReadOnlyList<EditSpread> together)
    {
        TimeSpan margin = 2 * CheckInterval; // the check of an edit that was shortly before falls into the outage
        EditSpread[] away =
            [.. together.Where(edit => edit.EditedAt > Outage.KilledAt - margin && edit.EditedAt < Outage.BackAt)];
        EditSpread[] there = [.. together.Except(away)];
        var table = new ReportTable("from an edit until it shows, ms", "edits", "p50", "p95", "max");
        AddTimes(table, "on the first node, Redis there", there, edit => edit.ToFirst);
        AddTimes(table, $"on all {NodeCount} nodes, Redis there", there, edit => edit.ToAll);
        AddTimes(table, "from the first node to the last, Redis there", there, edit => edit.Between);
        AddTimes(table, $"on all {NodeCount} nodes, Redis away", away, edit => edit.ToAll);
        AddTimes(table, $"on all {NodeCount} nodes, without Redis", apart, edit => edit.ToAll);
        AddTimes(table, "from the first node to the last, without Redis", apart, edit => edit.Between);
        return table;
    }

    /// <summary>What the outage did.</summary>
    public ReportTable Phases()
    {
        var table = new ReportTable("Redis killed and started again", "before", "during", "after");
        Add(table, "seconds", _phases.Select(phase => Seconds(phase.Duration)));
        Add(table, "page views", _phases.Select(phase => ReportTable.Number(phase.Took.Count)));
        Add(table, "failed requests", _phases.Select(phase => ReportTable.Number(phase.Failures.Count)));
        Add(table, "p50 of a page view, ms", _phases.Select(phase => phase.Percentile(50)));
        Add(table, "p99 of a page view, ms", _phases.Select(phase => phase.Percentile(99)));
        Add(table, "longest page view, ms", _phases.Select(phase => phase.Percentile(100)));
        Add(table, "runs per page and interval", _phases.Select(phase => Rate(phase).ToString()));
        return table;
    }

    /// <summary>The time until the nodes shared again.</summary>
    public string Return() => Outage.SharedAgainAt is { } shared
        ? $"Every node had heard from another {ReportTable.Milliseconds(shared - Outage.BackAt)} ms after Redis was back."
        : "Not every node had heard from another when the load ended.";

    /// <summary>When the edit was that took longest, and when Redis was away.</summary>
    public string Slowest(IReadOnlyList<EditSpread> together) => together.MaxBy(edit => edit.ToAll) is { } slowest
        ? $"The edit that took longest was made at {Seconds(slowest.EditedAt)} s and showed everywhere at "
            + $"{Seconds(slowest.EditedAt + slowest.ToAll)} s; "
            + $"Redis was away from {Seconds(Outage.KilledAt)} to {Seconds(Outage.BackAt)} s."
        : "No edit has shown everywhere.";

    /// <summary>What the nodes said of their health, in lines.</summary>
    public IEnumerable<string> Health() =>
    [
        .. HealthLines("before", Outage.HealthBefore),
        .. HealthLines("during", Outage.HealthDuring),
        .. HealthLines("after", Together.HealthAfter),
    ];

    private static IEnumerable<string> HealthLines(string when, IReadOnlyList<string> health) => health
        .CountBy(text => text)
        .Select(same => $"/health {when}, {same.Value} of {health.Count} nodes: {same.Key}");

    private static void AddTimes(
        ReportTable table, string label, IReadOnlyCollection<EditSpread> edits, Func<EditSpread, TimeSpan> time)
    {
        string number = ReportTable.Number(edits.Count);
        if (edits.Count == 0)
        {
            table.Add(label, number, "-", "-", "-");
            return;
        }

        var times = new Percentiles(edits.Select(time));
        Add(table, label, new[] { 50, 95, 100 }.Select(percent => ReportTable.Milliseconds(times.At(percent))).Prepend(number));
    }

    private static void Add(ReportTable table, string label, IEnumerable<string> cells) => table.Add([label, .. cells]);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Times(RunRate rate, RunRate one) =>
        (rate.PerPageAndInterval / one.PerPageAndInterval).ToString("0.00", CultureInfo.InvariantCulture);

    private RunRate Rate(Phase phase) => new(phase.Runs, Alone.Pages.Count, phase.Duration, CheckInterval);
}
