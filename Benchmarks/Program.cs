using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Interception.Benchmarks.Charts;
using Interception.Benchmarks.Freshness;
using Interception.Benchmarks.HitRatio;

// dotnet run --project Benchmarks -c Release -- --freshness [directory]
if (args is [FreshnessProgram.Flag, ..])
{
    return await FreshnessProgram.RunAsync(args is [_, var directory] ? directory : null);
}

// dotnet run --project Benchmarks -c Release -- --hit-ratio [directory]
if (args is [HitRatioProgram.Flag, ..])
{
    await HitRatioProgram.RunAsync(args is [_, var directory] ? directory : null);
    return 0;
}

// dotnet run --project Benchmarks -c Release -- --filter '*HitBenchmarks*'
// A benchmark that could not run is an error here, not a gap in a table: a set-up check may have refused it.
Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args)];
Array.ForEach(summaries, ReportCharts.Write);
bool isBroken = summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
return isBroken ? 1 : 0;
