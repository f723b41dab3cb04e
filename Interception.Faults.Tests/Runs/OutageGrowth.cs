using Interception.Faults.Node.Wire;

namespace Interception.Faults.Tests.Runs;

/// <summary>The bounds of row R4, which every outage must keep.</summary>
internal static class OutageGrowth
{
    private const double HeapMebibytes = 20;
    private const double LogLinesPerSecond = 1;

    public static RunRow HoldOutageGrowth(this RunRow row, OutageRun run)
    {
        foreach (string line in run.LastLogLines)
        {
            TestContext.Progress.WriteLine($"logged: {line}");
        }

        WindowReport loudest = run.Fault.MaxBy(window => window.LogLines / window.Seconds)!;
        return row
            .AtMost("R4 heap growth", run.HeapGrowth / 1024.0 / 1024.0, HeapMebibytes, "MiB")
            .AtMost("R4 log lines", loudest.LogLines / loudest.Seconds, LogLinesPerSecond, "/s and node");
    }
}
