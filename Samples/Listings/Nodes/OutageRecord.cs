namespace Listings.Nodes;

/// <summary>When Redis was away, from the start of the load, and what the nodes told of it.</summary>
/// <param name="KilledAt">When it was killed.</param>
/// <param name="BackAt">When it accepted connections again.</param>
/// <param name="SharedAgainAt">When every node had heard from another again; never, when the load ended before.</param>
/// <param name="RunsAtKill">How often the nodes had run the listing when it was killed.</param>
/// <param name="RunsAtBack">How often they had when it was back.</param>
/// <param name="LinesDuring">The lines that all nodes wrote to their logs meanwhile.</param>
/// <param name="HealthBefore">What each node said of its health right before.</param>
/// <param name="HealthDuring">What each node said at the end of the outage.</param>
public sealed record OutageRecord(
    TimeSpan KilledAt,
    TimeSpan BackAt,
    TimeSpan? SharedAgainAt,
    long RunsAtKill,
    long RunsAtBack,
    long LinesDuring,
    IReadOnlyList<string> HealthBefore,
    IReadOnlyList<string> HealthDuring);
