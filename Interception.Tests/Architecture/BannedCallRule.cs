using System.Text.RegularExpressions;

namespace Interception.Tests.Architecture;

/// <summary>Calls that block a thread, read the wall clock or lose an exception.</summary>
internal static class BannedCallRule
{
    private static readonly Ban[] Sleeps =
    [
        new("Thread.Sleep", @"\bThread\s*\.\s*Sleep\b", "wait for an event, or let the TimeProvider's timer call back"),
        new("Task.Delay", @"\bTask\s*\.\s*Delay\s*\(", "wait for an event, or let the TimeProvider's timer call back"),
        new("SpinUntil", @"\bSpinWait\s*\.\s*SpinUntil\b", "wait for an event"),
    ];

    private static readonly Ban[] InLibrary =
    [
        .. Sleeps,
        new("GetResult", @"\.GetResult\(\)", "await it"),
        new("Result", @"\.Result\b(?!\s*\()", "await it"),
        new("Wait", @"\.(Wait|WaitAll|WaitAny)\((?!0\))", "await it"),
        new("wall clock", @"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b", "take the time from the TimeProvider"),
        new("async void", @"\basync\s+void\b", "return a Task: an exception out of 'async void' ends the process"),
    ];

    /// <summary>
    /// Where a banned call is right: the file, the code as it stands there, and why in a comment. A <c>Result</c> that is no
    /// task's belongs here too: the rule reads text, it knows no types.
    /// </summary>
    private static readonly Permit[] Permits =
    [
        // The clock's own thread: a timer of the pool would stop when the pool starves, and expired answers would be served.
        new("Interception/Storage/CoarseTime.cs", "Thread.Sleep(PeriodMilliseconds)"),

        // The Result of an outcome is no task's.
        new("Interception/Lookup/AsyncMisses.cs", "outcome.Result"),
        new("Interception/Lookup/SyncMisses.cs", "outcome.Result"),

        // A second synchronous caller of a cold key waits on a gate, bounded by RunTimeout: no task is blocked on.
        new("Interception/Lookup/SyncMisses.cs", "gate.Wait("),
        new("Interception/Lookup/Gate.cs", "Monitor.Wait(_gate)"),

        // The same for a synchronous caller that waits for another node's run, bounded by Redis:LeaseWait.
        new("Interception/Storage/Shared/NameWatch.cs", "Monitor.Wait(this)"),

        // Only of a step that is complete; it throws where one is not.
        new("Interception/Storage/Shared/Blocking.cs", "step.GetAwaiter().GetResult()"),
    ];

    /// <summary>The bans that hold in the library.</summary>
    public static IEnumerable<Breach> CheckLibrary(SourceFile file) => Check(file, InLibrary);

    /// <summary>The bans that hold in its tests: they use gates and a fake clock, so they need not sleep.</summary>
    public static IEnumerable<Breach> CheckTests(SourceFile file) => Check(file, Sleeps);

    private static IEnumerable<Breach> Check(SourceFile file, Ban[] bans) =>
        from ban in bans
        from breach in file.LinesWhere(
            line => ban.Pattern.IsMatch(WithoutPermitted(file, line)),
            $"'{ban.Name}' is banned here: {ban.Instead}. If it is right in this place, add a permit to BannedCallRule.")
        select breach;

    private static string WithoutPermitted(SourceFile file, string line) => Permits
        .Where(permit => permit.File == file.Path)
        .Aggregate(line, (rest, permit) => rest.Replace(permit.Code, "", StringComparison.Ordinal));

    private sealed record Ban(string Name, string Expression, string Instead)
    {
        public Regex Pattern { get; } = new(Expression);
    }

    private sealed record Permit(string File, string Code);
}
