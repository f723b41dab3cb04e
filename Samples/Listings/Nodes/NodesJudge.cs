using Interception;
using Listings.Profile;

namespace Listings.Nodes;

/// <summary>Compares what each node showed with the history of the database.</summary>
/// <remarks>Each node is judged by its own looks: without Redis it can know of no other's.</remarks>
public static class NodesJudge
{
    /// <summary>Judges all views of all nodes.</summary>
    public static Verdict Judged(LoadRecord record, Truth truth, StalenessPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.ViewsByNode.Zip(record.SettledByNode)
            .Select(node => new Judge(truth, new ReplayRecord(node.First, record.Edits, node.Second, 0, new CacheReport([])), policy).Judged())
            .Aggregate(new Verdict(0, 0, 0, TimeSpan.Zero), Sum);
    }

    private static Verdict Sum(Verdict one, Verdict other) => new(
        one.Stale + other.Stale,
        one.Overdue + other.Overdue,
        one.Wrong + other.Wrong,
        one.LongestStale > other.LongestStale ? one.LongestStale : other.LongestStale);
}
