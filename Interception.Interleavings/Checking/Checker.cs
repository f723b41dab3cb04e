using System.Diagnostics;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using Settings = Microsoft.Coyote.Configuration;

namespace Interception.Interleavings.Checking;

/// <summary>Runs one scenario under many schedules. Whatever is not under its control is a bug of the scenario.</summary>
/// <remarks>
/// Half of the schedules choose at random at each step. The others give each actor a priority and change it a few times, so that one
/// stands still at some point while all others go far; a race that needs that is found there. Source: Burckhardt et al., "A randomized
/// scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010.
/// </remarks>
internal sealed class Checker(CommandLine commandLine)
{
    /// <summary>Far more than any schedule takes: whoever waits for ever turns in circles until then.</summary>
    private const uint MostSteps = 50_000;

    private const uint PriorityChanges = 5;

    private const string TraceFolder = "traces";

    /// <summary>How long a thread may be silent before that counts as a hang: a busy machine makes it wait.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    public ScenarioResult Check(Scenario scenario)
    {
        uint half = scenario.PassesTime ? 0 : commandLine.Iterations / 2;
        Settings atRandom = Configure(commandLine.Iterations - half).WithRandomStrategy();
        if (commandLine.TraceFile is { } trace)
        {
            return Check(scenario, atRandom.WithReproducibleTrace(File.ReadAllText(trace)));
        }

        ScenarioResult result = Check(scenario, atRandom);
        return result.Bugs.Count > 0 || half == 0
            ? result
            : result.With(Check(scenario, Configure(half).WithPrioritizationStrategy(isFair: true, PriorityChanges)));
    }

    private static ScenarioResult Check(Scenario scenario, Settings settings)
    {
        long begun = Stopwatch.GetTimestamp();
        using TestingEngine engine = TestingEngine.Create(settings, scenario.RunAsync);
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

    private Settings Configure(uint iterations) => Settings.Create()
        .WithTestingIterations(iterations)
        .WithRandomGeneratorSeed(commandLine.Seed)
        .WithPartiallyControlledConcurrencyAllowed(false)
        .WithMaxSchedulingSteps(MostSteps)
        .WithFailureOnMaxStepsBoundEnabled(true)
        .WithDeadlockTimeout((uint)HangTimeout.TotalMilliseconds)
        .WithVerbosityEnabled(VerbosityLevel.None)
        .WithTelemetryEnabled(false);
}
