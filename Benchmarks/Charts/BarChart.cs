using ScottPlot;

namespace Interception.Benchmarks.Charts;

/// <summary>Draws one bar below the other, each with its name before it and its value after it: PNG and SVG.</summary>
internal static class BarChart
{
    private const int Width = 1000, BarHeight = 40, RestHeight = 100;

    /// <summary>Draws.</summary>
    /// <param name="path">Of the files, without extension.</param>
    /// <param name="title">What the values are, with their unit.</param>
    /// <param name="values">From top to bottom.</param>
    /// <param name="format">How a value is written: the least bars are hard to tell apart beside the greatest.</param>
    public static void Write(string path, string title, IReadOnlyList<(string Name, double Value)> values, Func<double, string> format)
    {
        using var plot = new Plot();
        plot.Add.Bars(values.Select((one, row) => new Bar
        {
            Position = -row, Value = one.Value, ValueLabel = format(one.Value), Orientation = Orientation.Horizontal, FillColor = Colors.SteelBlue, LineWidth = 0,
        }).ToArray());
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. values.Select((_, row) => (double)-row)], [.. values.Select(one => one.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Margins(left: 0, right: 0.15);
        plot.HideGrid();
        plot.Title(title);
        int height = RestHeight + (BarHeight * values.Count);
        plot.SavePng(path + ".png", Width, height);
        plot.SaveSvg(path + ".svg", Width, height);
    }
}
