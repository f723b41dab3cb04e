namespace Interception.Faults.Tests.Runs;

/// <summary>What has come of some schedules, played one after the other.</summary>
/// <param name="ConvergedAfterStart">How long it took before the first, once nodes had started and the source had changed.</param>
/// <param name="Converged">
/// How long it took after each until all nodes served only current answers, in seconds; infinite where it was given up.
/// </param>
/// <param name="Checked">How many answers have been held against the source's history.</param>
/// <param name="Regressions">Answers older than one that the same node had served before.</param>
/// <param name="Crashes">How many of the nodes are gone.</param>
/// <param name="Exceptions">Exceptions that reached a caller and were not the method's own, with their schedule.</param>
/// <param name="Wrong">Answers that the source has not returned, with their schedule.</param>
internal sealed record ScheduleReport(
    TimeSpan ConvergedAfterStart, IReadOnlyList<double> Converged, long Checked, int Regressions, int Crashes,
    IReadOnlyList<string> Exceptions, IReadOnlyList<string> Wrong);
