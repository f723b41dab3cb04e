using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

if (args is ["--try", ..])
{
    await Interception.Benchmarks.Freshness.Scratch.RunAsync(args[1..]);
    return 0;
}

// dotnet run --project Benchmarks -c Release -- --filter '*HitBenchmarks*'
// A benchmark that could not run is an error here, not a gap in a table: a set-up check may have refused it.
IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
bool isBroken = summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
return isBroken ? 1 : 0;
