using System.Globalization;

namespace Interception.Faults.Tests.Runs;

/// <summary>
/// Gathers what one run has measured, holds it against the bounds, and writes it down before anything can fail.
/// </summary>
internal sealed class RunRow(string row, string statement)
{
    private readonly List<string> _figures = [];
    private readonly List<string> _bounds = [];
    private readonly List<string> _broken = [];

    /// <summary>A figure that no bound holds: for the reader.</summary>
    public RunRow Note(string name, double value, string unit = "")
    {
        _figures.Add($"{name} {Text(value, unit)}");
        return this;
    }

    /// <summary>A figure that must not be higher than its bound.</summary>
    public RunRow AtMost(string name, double value, double bound, string unit = "") =>
        Hold(name, value, "<=", bound, unit, value <= bound);

    /// <summary>A figure that must not be lower than its bound: that a run was worth something.</summary>
    public RunRow AtLeast(string name, double value, double bound, string unit = "") =>
        Hold(name, value, ">=", bound, unit, value >= bound);

    /// <summary>Something that must not have happened at all; some of what has is quoted.</summary>
    public RunRow None(string name, IReadOnlyCollection<string> happened)
    {
        Hold(name, happened.Count, "=", 0, "", happened.Count == 0);
        _broken.AddRange(happened.Distinct().Take(5).Select(what => $"  {name}: {what}"));
        return this;
    }

    /// <summary>Writes the row, and fails if a bound was broken.</summary>
    public void Conclude()
    {
        string verdict = _broken.Count == 0 ? "holds" : "BROKEN";
        string line = $"| {row} | {statement} | {string.Join("; ", _figures)} | {string.Join("; ", _bounds)} | {verdict} |";
        TestContext.Progress.WriteLine(line);
        ResultTable.Add(line);
        Assert.That(_broken, Is.Empty, () => $"{row}: {string.Join(Environment.NewLine, _broken)}");
    }

    private RunRow Hold(string name, double value, string relation, double bound, string unit, bool isHeld)
    {
        Note(name, value, unit);
        _bounds.Add($"{name} {relation} {Text(bound, unit)}");
        if (!isHeld)
        {
            _broken.Add($"{name} is {Text(value, unit)}, the bound is {relation} {Text(bound, unit)}");
        }

        return this;
    }

    private static string Text(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:#,0.###}{(unit.Length == 0 ? "" : " ")}{unit}");
}
