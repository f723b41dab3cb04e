using System.ComponentModel;
using System.Runtime.InteropServices;
using Listings.Cities;
using Listings.Database;
using Listings.Profile;

namespace Listings.Nodes;

/// <summary>Starts several instances of this application on one Redis, looks at them, and prints what the sharing does.</summary>
public static class NodesRun
{
    /// <summary>The exit code when a request failed, or a view was wrong in a way that the policy doesn't allow.</summary>
    public const int WrongViews = 1;

    /// <summary>The exit code when the run could not be made, or was stopped.</summary>
    public const int NotRun = 2;

    private const string CheckInterval = "1s";

    /// <summary>What starting, settling and judging may take besides the looking: 2 minutes.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromMinutes(2);

    /// <summary>Makes the run. Ctrl+C ends it and every process that it has started.</summary>
    /// <param name="args">The arguments, as <see cref="NodesOptions"/> reads them.</param>
    /// <param name="output">Gets the report, or why there is none.</param>
    /// <returns>The exit code: 0 when no request failed and every view kept the policy's promise.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            NodesOptions options = NodesOptions.Parse(args);
            stop.CancelAfter((2 * options.Duration) + Allowance);
            return await RunAsync(options, output, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("The run was stopped, or took too long; its processes have ended.");
            return NotRun;
        }
        catch (Exception exception)
            when (exception is ArgumentException or InvalidOperationException or Win32Exception or HttpRequestException)
        {
            await output.WriteLineAsync(exception.Message);
            return NotRun;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the process goes on until it has ended the others
            stop.Cancel();
        }
    }

    private static async Task<int> RunAsync(NodesOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        ServerProgram program = ServerProgram.Find(Environment.GetEnvironmentVariable("PATH"), AppContext.BaseDirectory);
        string[] settings =
        [
            "--Interception:Application=listings",
            $"--{StalenessPolicy.Section}:Check=Interval",
            $"--{StalenessPolicy.Section}:CheckInterval={CheckInterval}",
            .. options.Others,
        ];
        StalenessPolicy policy = StalenessPolicy.Read(new ConfigurationBuilder().AddCommandLine(settings).Build());
        var scene = new Scene([.. CityFile.Read(CityFile.DefaultPath)], settings, policy);
        await output.WriteLineAsync(
            $"{options.Nodes} nodes, {program.Name} {await program.ReadVersionAsync(cancellationToken)}, "
            + $".NET {Environment.Version}, {Environment.ProcessorCount} cores for all of it. Check {policy}.");

        await output.WriteLineAsync(
            $"First 1 node and then {options.Nodes} without Redis, {options.BaselineDuration.TotalSeconds} s each, then "
            + $"{options.Nodes} with it, {options.Duration.TotalSeconds} s; it is killed after "
            + $"{options.OutageStart.TotalSeconds} s for {options.OutageLength.TotalSeconds} s.");
        SceneRecord alone = await scene.PlayAsync(1, options.BaselineDuration, cancellationToken);
        SceneRecord apart = await scene.PlayAsync(options.Nodes, options.BaselineDuration, cancellationToken);
        SceneRecord together = await scene.PlayAsync(options, program, cancellationToken);
        return await ReportAsync(new NodesReport(alone, apart, together, together.Outage!, policy.CheckInterval), scene, output);
    }

    private static async Task<int> ReportAsync(NodesReport report, Scene scene, TextWriter output)
    {
        Truth apartTruth = TruthOf(report.Apart, scene.Cities);
        Truth truth = TruthOf(report.Together, scene.Cities);
        Verdict verdict = NodesJudge.Judged(report.Together.Load, truth, scene.Policy);
        IReadOnlyList<EditSpread> spreads = Spreads(report.Together, truth);
        ReportTable spreading = report.Spreads(Spreads(report.Apart, apartTruth), spreads);
        foreach (ReportTable table in new[] { report.Runs(), spreading, report.Phases() })
        {
            await output.WriteLineAsync();
            await output.WriteAsync(table.ToString());
        }

        string[] lines =
        [
            "",
            .. report.Health(),
            report.Return(),
            report.Slowest(spreads),
            $"The nodes wrote {report.Outage.LinesDuring} lines to their logs during the outage, two a message.",
            $"Of all views with Redis {verdict.Stale:N0} were stale, {verdict.Overdue} of them for longer than allowed; "
                + $"{verdict.Wrong} were wrong in another way.",
            $"Each node's front page is looked at every {Load.ProbePause.TotalMilliseconds} ms and what a look takes; "
                + "the times of edits are known no better.",
        ];
        foreach (string line in lines)
        {
            await output.WriteLineAsync(line);
        }

        foreach (string reason in report.Together.Load.Failures.Select(failure => failure.Reason).Distinct().Take(5))
        {
            await output.WriteLineAsync($"Failed: {reason}");
        }

        return verdict.IsAcceptable && report.Together.Load.Failures.Count == 0 ? 0 : WrongViews;
    }

    private static Truth TruthOf(SceneRecord scene, City[] cities) =>
        new(cities, [.. scene.Load.Edits.Select(edit => edit.Edit)]);

    private static IReadOnlyList<EditSpread> Spreads(SceneRecord scene, Truth truth) =>
        EditSpreads.Of(scene.Load, truth, scene.Pages[0]);
}
