namespace Interception.Interleavings.Checking;

/// <summary>What came of a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Schedules">How many schedules were run.</param>
/// <param name="Steps">How many scheduling decisions they took.</param>
/// <param name="Bugs">What was found; empty for nothing.</param>
/// <param name="TraceFiles">Where the first bug's schedule is written down.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record ScenarioResult(
    Scenario Scenario, int Schedules, int Steps, IReadOnlyCollection<string> Bugs, IReadOnlyCollection<string> TraceFiles,
    TimeSpan Duration)
{
    public bool Passed => Problem is null;

    /// <summary>What is wrong; null for nothing.</summary>
    public string? Problem => (Scenario.MustFail, Bugs.Count) switch
    {
        (false, 0) or (true, > 0) => null,
        (true, _) => "The checker is blind: it found nothing wrong with a rule that is.",
        _ => string.Join(Environment.NewLine, Bugs),
    };

    /// <summary>This and what came of further schedules.</summary>
    public ScenarioResult With(ScenarioResult further) => new(
        Scenario, Schedules + further.Schedules, Steps + further.Steps, [.. Bugs, .. further.Bugs], [.. TraceFiles, .. further.TraceFiles],
        Duration + further.Duration);
}
