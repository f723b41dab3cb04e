using Listings.Cities;

namespace Listings.Nodes;

/// <summary>What happened in one part of the run.</summary>
/// <param name="Pages">The pages, the front page first.</param>
/// <param name="FirstRuns">The runs for the first look at all pages, on all nodes at once.</param>
/// <param name="RunsAtStart">The runs of all nodes when the load began.</param>
/// <param name="RunsAtEnd">The runs when its clients ended.</param>
/// <param name="Load">What was seen.</param>
/// <param name="Outage">What became of Redis, if there was one.</param>
/// <param name="HealthAfter">What each node said of its health in the end.</param>
public sealed record SceneRecord(
    IReadOnlyList<CityQuery> Pages,
    long FirstRuns,
    long RunsAtStart,
    long RunsAtEnd,
    LoadRecord Load,
    OutageRecord? Outage,
    IReadOnlyList<string> HealthAfter);
