using System.Diagnostics;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using Settings = Microsoft.Coyote.Configuration;

namespace Interception.Interleavings.Checking;

/// <summary>Runs one scenario under many schedules. Whatever is not under its control is a bug of the scenario.</summary>
internal sealed class Checker(CommandLine commandLine)
{
    /// <summary>Far more than any schedule takes: whoever waits for ever turns in circles until then.</summary>
    private const uint MostSteps = 50_000;

    private const string TraceFolder = "traces";

    /// <summary>How long a thread may be silent before that counts as a hang: a busy machine makes it wait.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    public ScenarioResult Check(Scenario scenario)
    {
        long begun = Stopwatch.GetTimestamp();
        using TestingEngine engine = TestingEngine.Create(Configure(), scenario.RunAsync);
        engine.Run();
        TestReport report = engine.TestReport;
        string[] bugs = [.. report.BugReports, .. report.InternalErrors];
        List<string> traces = [];
        if (bugs.Length > 0 && !scenario.MustFail)
        {
            Directory.CreateDirectory(TraceFolder);
            engine.TryEmitReports(TraceFolder, scenario.Name, out IEnumerable<string> files);
            traces.AddRange(files);
        }

        return new ScenarioResult(
            scenario, report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths,
            report.TotalExploredFairSteps + report.TotalExploredUnfairSteps, bugs, traces, Stopwatch.GetElapsedTime(begun));
    }

    private Settings Configure()
    {
        Settings settings = Settings.Create()
            .WithTestingIterations(commandLine.Iterations)
            .WithRandomGeneratorSeed(commandLine.Seed)
            .WithRandomStrategy()
            .WithPartiallyControlledConcurrencyAllowed(false)
            .WithMaxSchedulingSteps(MostSteps)
            .WithFailureOnMaxStepsBoundEnabled(true)
            .WithDeadlockTimeout((uint)HangTimeout.TotalMilliseconds)
            .WithVerbosityEnabled(VerbosityLevel.None)
            .WithTelemetryEnabled(false);
        return commandLine.TraceFile is { } trace ? settings.WithReproducibleTrace(File.ReadAllText(trace)) : settings;
    }
}
