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
        new("Wait", @"\.(Wait|WaitAll|WaitAny)\(", "await it"),
        new("wall clock", @"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b", "take the time from the TimeProvider"),
        new("async void", @"\basync\s+void\b", "return a Task: an exception out of 'async void' ends the process"),
    ];

    /// <summary>
    /// Where a banned call is right, each with its reason. A <c>Result</c> that is no task's, and one of a task known to be
    /// complete, belong here too: the rule reads text, it knows no types.
    /// </summary>
    private static readonly Permit[] Permits =
    [
        new("CoarseClock.cs", "Thread.Sleep"), // the clock's own thread; a timer of the pool would stop when the pool starves
    ];

    /// <summary>The bans that hold in the library.</summary>
    public static IEnumerable<Breach> CheckLibrary(SourceFile file) => Check(file, InLibrary);

    /// <summary>The bans that hold in its tests: they use gates and a fake clock, so they need not sleep.</summary>
    public static IEnumerable<Breach> CheckTests(SourceFile file) => Check(file, Sleeps);

    private static IEnumerable<Breach> Check(SourceFile file, Ban[] bans) =>
        from ban in bans
        where !Permits.Any(permit => permit.Ban == ban.Name && file.Path.EndsWith("/" + permit.File, StringComparison.Ordinal))
        from breach in file.LinesWhere(
            ban.Pattern.IsMatch,
            $"'{ban.Name}' is banned here: {ban.Instead}. If it is right in this place, add a permit to BannedCallRule.")
        select breach;

    private sealed record Ban(string Name, string Expression, string Instead)
    {
        public Regex Pattern { get; } = new(Expression);
    }

    private sealed record Permit(string File, string Ban);
}
