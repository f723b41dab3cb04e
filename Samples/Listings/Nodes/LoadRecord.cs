using Listings.Profile;

namespace Listings.Nodes;

/// <summary>What happened while the nodes were looked at. All times are from the start of the load.</summary>
/// <param name="Duration">How long the clients looked; what comes after it only waits for the last edits to show.</param>
/// <param name="ViewsByNode">The views of each node, in no order.</param>
/// <param name="SettledByNode">One more view of each page on each node, after each had its time to be checked.</param>
/// <param name="Edits">All edits, in order.</param>
/// <param name="Failures">The requests that failed.</param>
public sealed record LoadRecord(
    TimeSpan Duration,
    IReadOnlyList<IReadOnlyList<SeenView>> ViewsByNode,
    IReadOnlyList<IReadOnlyList<SeenView>> SettledByNode,
    IReadOnlyList<AppliedEdit> Edits,
    IReadOnlyList<FailedRequest> Failures)
{
    /// <summary>The views of all nodes while the clients looked.</summary>
    public IEnumerable<SeenView> Views => ViewsByNode.SelectMany(views => views).Where(view => view.StartedAt < Duration);
}
