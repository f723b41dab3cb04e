using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Interception.Tests.Storage.Payload;

namespace Interception.Tests.Specimens;

/// <summary>Collections of every kind: null, empty, with nulls and empties in them, in an order that must stay, or that doesn't count.</summary>
internal static class CollectionSpecimens
{
    public static IReadOnlyList<Specimen> All { get; } =
    [
        new Specimen<byte[]?>(() => null, () => [], () => [0, 255]),
        new Specimen<int[]?>(() => null, () => [], () => [3, 1, 2, 1]),
        new Specimen<int?[]>(() => [], () => [null, 0, 1]),
        new Specimen<string?[]>(() => [null, "", "a"]),
        new Specimen<byte[]?[]>(() => [null, [], [1]]),
        new Specimen<DateTime[]>(() => [new DateTime(1, DateTimeKind.Utc), new DateTime(1, DateTimeKind.Local)]),
        new Specimen<List<int>?>(() => null, () => [], () => [3, 1, 2, 1]),
        new Specimen<List<string?>>(() => [null, "", "a", "a"]),
        new Specimen<List<(int, string?)>>(() => [(0, null), (1, "")]),
        new Specimen<List<KeyValuePair<string, int?>>>(() => [new("a", 1), new("a", null)]),
        new Specimen<IReadOnlyList<int>?>(() => null, () => [], () => [2, 1], () => new List<int> { 2, 1 }),
        new Specimen<IList<string>>(() => [], () => ["b", "a"]),
        new Specimen<ICollection<int>>(() => [], () => [2, 1]),
        new Specimen<IReadOnlyCollection<int>>(() => [], () => [2, 1]),
        new Specimen<IEnumerable<int>>(() => [], () => Enumerable.Range(3, 4), () => Lazy(2, 1)),
        new Specimen<Dictionary<string, int>?>(() => null, () => [], () => new() { ["b"] = 1, ["a"] = 0 }, () => new() { ["a"] = 0, ["b"] = 1 }),
        new Specimen<Dictionary<int, string?>>(() => new() { [0] = null, [1] = "" }),
        new Specimen<Dictionary<DateTime, decimal>>(() => new() { [new DateTime(1, DateTimeKind.Utc)] = 1.00m }),
        new Specimen<Dictionary<Zoo.SmallEnum, bool>>(() => new() { [Zoo.SmallEnum.Top] = true, [Zoo.SmallEnum.None] = false }),
        new Specimen<Dictionary<double, int>>(() => new() { [0.1] = 1, [double.PositiveInfinity] = 2 }),
        new Specimen<IDictionary<string, int>>(() => new Dictionary<string, int> { ["a"] = 1 }),
        new Specimen<IReadOnlyDictionary<string, int>>(() => new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }),
        new Specimen<SortedDictionary<string, int>>(() => [], () => new() { ["b"] = 1, ["a"] = 2 }),
        new Specimen<ConcurrentDictionary<string, int>>(() => [], () => new() { ["a"] = 1 }),
        new Specimen<HashSet<int>?>(() => null, () => [], () => [3, 1, 2], () => [1, 2, 3]),
        new Specimen<HashSet<string?>>(() => [null, "", "a"]),
        new Specimen<SortedSet<int>>(() => [3, 1]),
        new Specimen<ISet<int>>(() => new HashSet<int> { 2, 1 }),
        new Specimen<IReadOnlySet<string>>(() => new HashSet<string> { "b", "a" }),
        new Specimen<Queue<int>>(() => new(), () => new([3, 1, 2])),
        new Specimen<LinkedList<int>>(() => new(), () => new([3, 1])),
        new Specimen<Collection<int>>(() => [], () => [2, 1]),
        new Specimen<ObservableCollection<string>>(() => [], () => ["b", "a"]),
        new Specimen<ImmutableArray<int>>(() => [], () => [2, 1]),
        new Specimen<ImmutableArray<string?>>(() => [null, ""]),
        new Specimen<ImmutableList<int>>(() => [], () => [2, 1]),
        new Specimen<ImmutableHashSet<string>>(() => [], () => ["x", "y"]),
        new Specimen<ImmutableSortedSet<int>>(() => [2, 1]),
        new Specimen<ImmutableDictionary<string, int>>(() => ImmutableDictionary<string, int>.Empty, () => ImmutableDictionary<string, int>.Empty.Add("k", 0)),
        new Specimen<ImmutableSortedDictionary<string, string?>>(() => ImmutableSortedDictionary<string, string?>.Empty.Add("k", null)),
        new Specimen<(int, string?)>(() => default, () => (1, ""), () => (-1, "a")),
        new Specimen<(int, List<int>?, (double, bool)?)>(() => (1, null, null), () => (1, [], (-0.0, true))),
        new Specimen<(int, int, int, int, int, int, int, int, string?)>(() => (1, 2, 3, 4, 5, 6, 7, 8, null)),
        new Specimen<Tuple<string?, List<string>?>?>(() => null, () => new(null, null), () => new("", [])),
        new Specimen<KeyValuePair<string, int?>>(() => new("a", null), () => new("", 0)),
        new Specimen<(int Id, string Name)?>(() => null, () => (0, "")),
    ];

    private static IEnumerable<int> Lazy(params int[] items)
    {
        foreach (int item in items)
        {
            yield return item;
        }
    }
}
