using Listings.Operations;

namespace Listings.Nodes;

/// <summary>The figures of a node at a moment, by name.</summary>
public sealed record NodeFigures(IReadOnlyDictionary<string, long> Counts)
{
    private const string MessagePrefix = "interception.store.messages";

    /// <summary>How often the listing itself has run.</summary>
    public long Runs => Counts.GetValueOrDefault(CacheStatistics.Runs);

    /// <summary>How many messages of other nodes have come through Redis.</summary>
    public long Messages => Counts
        .Where(count => count.Key.StartsWith(MessagePrefix, StringComparison.Ordinal))
        .Sum(count => count.Value);
}
