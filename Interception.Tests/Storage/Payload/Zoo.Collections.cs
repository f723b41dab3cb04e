using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Interception.Tests.Storage.Payload;

/// <summary>Members that are collections.</summary>
internal static partial class Zoo
{
    public sealed class Initialized
    {
        public string? Text { get; set; } = "initial";

        public int Number { get; set; } = 7;

        public int? Maybe { get; set; } = 8;

        public List<int>? List { get; set; } = [1, 2];

        public Dictionary<string, int>? Map { get; set; } = new() { ["a"] = 1 };

        public byte[]? Bytes { get; set; } = [1, 2, 3];
    }

    public sealed class Lists
    {
        public List<string?>? Strings { get; set; }

        public int?[]? Numbers { get; set; }

        public IReadOnlyList<Line?>? Lines { get; set; }

        public Dictionary<string, string?>? Map { get; set; }

        public IReadOnlyDictionary<int, Line?>? LineMap { get; set; }

        public HashSet<string>? Set { get; set; }

        public List<Version?>? Versions { get; set; }

        public List<byte[]?>? Blobs { get; set; }
    }

    public sealed class Immutables
    {
        public ImmutableArray<string?> Array { get; set; }

        public ImmutableList<int>? List { get; set; }

        public ImmutableHashSet<string>? HashSet { get; set; }

        public ImmutableSortedSet<int>? SortedSet { get; set; }

        public ImmutableDictionary<string, int>? Map { get; set; }

        public ImmutableSortedDictionary<string, string?>? SortedMap { get; set; }
    }

    public sealed class OtherCollections
    {
        public Collection<int>? Collection { get; set; }

        public ObservableCollection<string>? Observable { get; set; }

        public LinkedList<int>? Linked { get; set; }

        public Queue<int>? Queue { get; set; }

        public SortedSet<int>? SortedSet { get; set; }

        public SortedDictionary<string, int>? SortedMap { get; set; }

        public ConcurrentDictionary<string, int>? Concurrent { get; set; }

        public ISet<int>? ISet { get; set; }

        public IReadOnlySet<int>? ReadOnlySet { get; set; }

        public IList<int>? IList { get; set; }

        public ICollection<int>? ICollection { get; set; }

        public IDictionary<string, int>? IMap { get; set; }
    }

    public sealed class Tuples
    {
        public (int Id, string? Name) Value { get; set; }

        public (List<int>? Items, int? Count)? Maybe { get; set; }

        public Tuple<string?, List<string>?>? Reference { get; set; }

        public KeyValuePair<string, int?> Pair { get; set; }

        public List<(int, string?)>? Many { get; set; }

        public (int, int, int, int, int, int, int, int, string?) Nine { get; set; }
    }

    public sealed class NullableStructs
    {
        public List<Cursor?>? Items { get; set; }
    }
}
