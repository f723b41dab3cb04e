using System.Globalization;

namespace Interception.Interleavings.Checking;

/// <summary>Tells people what came of the scenarios.</summary>
internal static class Report
{
    public static void Begin(TextWriter output, CommandLine commandLine)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{commandLine.Iterations} schedules of each scenario, seed {commandLine.Seed}"));
        output.WriteLine($"{"scenario",-28} {"schedules",9} {"steps",9} {"bugs",4} {"seconds",7}");
    }

    public static void Add(TextWriter output, CommandLine commandLine, ScenarioResult result)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Scenario.Name,-28} {result.Schedules,9} {result.Steps,9} {result.Bugs.Count,4} {result.Duration.TotalSeconds,7:F1}{Remark(result)}"));
        if (result.Problem is not { } problem)
        {
            return;
        }

        output.WriteLine(problem);
        foreach (string trace in result.TraceFiles)
        {
            output.WriteLine($"  trace: {Path.GetFullPath(trace)}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  again: --scenario {result.Scenario.Name} --seed {commandLine.Seed}; or that schedule alone, with --trace and its .trace file"));
    }

    public static void End(TextWriter output, IReadOnlyCollection<ScenarioResult> results)
    {
        int passed = results.Count(one => one.Passed);
        output.WriteLine($"{passed} passed, {results.Count - passed} failed");
    }

    private static string Remark(ScenarioResult result) =>
        result.Scenario.MustFail && result.Passed ? "  found, as it must be" : result.Passed ? string.Empty : "  FAILED";
}
