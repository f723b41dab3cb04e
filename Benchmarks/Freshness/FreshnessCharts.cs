using ScottPlot;

namespace Interception.Benchmarks.Freshness;

/// <summary>Draws the results: PNG and SVG.</summary>
internal static class FreshnessCharts
{
    private const int Width = 1000, Height = 560;

    public static void Write(string directory, FreshnessTable table)
    {
        (Contest Contest, List<Placing>[] BySeed)[] rows = [.. table.Results.Take(Contest.TableRows)];
        Draw(
            Path.Combine(directory, "stale-answers"), "Stale answers for the same number of runs of the method, %", rows,
            [Contestants.Ttl, Contestants.IntervalModel, "every hit, bounded", "Alex rule", Contestants.Adaptive, Contestants.Oracle]);
        Draw(
            Path.Combine(directory, "other-loads"), "Stale answers under loads that break the assumptions, %", [.. table.Results.Skip(Contest.TableRows)],
            [Contestants.Ttl, Contestants.IntervalModel, "every hit, bounded", "Alex rule", Contestants.Adaptive]);
    }

    private static void Draw(string path, string title, (Contest Contest, List<Placing>[] BySeed)[] rows, string[] contestants)
    {
        using var plot = new Plot();
        double group = contestants.Length + 1;
        IPalette colors = new ScottPlot.Palettes.ColorblindFriendly();
        for (int i = 0; i < contestants.Length; i++)
        {
            List<Bar> bars = [];
            for (int row = 0; row < rows.Length; row++)
            {
                Measure share = FreshnessTable.StaleShare(rows[row].BySeed, contestants[i]);
                bars.Add(new Bar
                {
                    Position = (row * group) + i, Value = 100 * share.Mean, Error = 100 * (share.Most - share.Least) / 2, FillColor = colors.GetColor(i),
                });
            }

            plot.Add.Bars(bars).LegendText = contestants[i];
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. rows.Select((_, row) => (row * group) + ((contestants.Length - 1) / 2d))],
            [.. rows.Select(row => $"{row.Contest.Name}\n{row.Contest.RunsPerSecond} runs/s")]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.MinimumSize = 50;
        plot.Axes.Margins(bottom: 0);
        plot.HideGrid();
        plot.Title(title);
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(path + ".png", Width, Height);
        plot.SaveSvg(path + ".svg", Width, Height);
    }
}
