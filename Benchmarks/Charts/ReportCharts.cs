using System.Globalization;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Interception.Benchmarks.Subjects;

namespace Interception.Benchmarks.Charts;

/// <summary>Draws what of the reports is seen better than read, the fastest first, and puts it beside them.</summary>
internal static class ReportCharts
{
    /// <summary>Draws the charts of a run; none of what has not been run, or was run cold, once, to show that it works.</summary>
    public static void Write(Summary summary)
    {
        Write(
            summary, "hit", "A hit of a method that returns a task, two arguments, ns",
            one => one.Descriptor.Type == typeof(HitBenchmarks) && one.Parameters[nameof(HitBenchmarks.Shape)] is CallShape.Task);
        Write(
            summary, "miss", "A miss in a full cache, new key each, the method itself included, ns",
            one => one.Descriptor.Type == typeof(MissPeersBenchmarks));
    }

    private static void Write(Summary summary, string name, string title, Predicate<BenchmarkCase> isShown)
    {
        (string Name, double Nanoseconds)[] means =
        [
            .. from report in summary.Reports
               where isShown(report.BenchmarkCase) && report.BenchmarkCase.Job.Run.RunStrategy != RunStrategy.ColdStart
               let statistics = report.ResultStatistics
               where statistics is not null
               orderby statistics.Mean
               select (report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), statistics.Mean),
        ];
        if (means.Length > 0)
        {
            BarChart.Write(
                Path.Combine(summary.ResultsDirectoryPath, name), title, means,
                static nanoseconds => nanoseconds.ToString(nanoseconds < 10 ? "0.0 ns" : "#,0 ns", CultureInfo.InvariantCulture));
        }
    }
}
