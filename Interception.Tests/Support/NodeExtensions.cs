using Interception.Storage;

namespace Interception.Tests.Support;

/// <summary>Looks into a node's memory.</summary>
internal static class NodeExtensions
{
    /// <summary>What the node holds in memory.</summary>
    public static IEnumerable<Entry> Entries(this CacheHost host) =>
        host.Runtime.Decorated.SelectMany(one => one.Methods).SelectMany(one => one.Table.Entries);
}
