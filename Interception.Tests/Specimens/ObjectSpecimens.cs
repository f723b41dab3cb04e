using System.Text.Json.Serialization;
using Interception.Tests.Storage.Payload;

namespace Interception.Tests.Specimens;

/// <summary>Classes, records and structs as people write them, each with a trap for whoever copies objects.</summary>
internal static class ObjectSpecimens
{
    public static IReadOnlyList<Specimen> All { get; } =
    [
        new Specimen<Zoo.Line?>(() => null, () => new("l", 1.50m), Repriced),
        new Specimen<Zoo.Positional>(() => new(null, 0, null), () => new("", -1, [])),
        new Specimen<Zoo.ClosedRecord>(() => new("a", 1)),
        new Specimen<Zoo.Place>(() => default, () => new(-0.0, double.NaN)),
        new Specimen<Zoo.Cursor>(() => default, () => new(1, ""), () => new(1, null)),
        new Specimen<Zoo.InitOnly>(() => new() { Name = "" }, () => new() { Name = "n", Where = new(1, 2), Cursor = new(3, "t"), Note = "" }),
        new Specimen<Zoo.Empty?>(() => null, () => new()),
        new Specimen<Zoo.Scalars>(() => new(), () => new() { Scaled = 1.500m, NegativeZero = -0.0, Char = '\ud800', Local = new DateTime(1, DateTimeKind.Local) }),
        new Specimen<Zoo.Initialized>(
            () => new(), () => new() { Text = null, Number = 0, Maybe = null, List = null, Map = null, Bytes = null },
            () => new() { Text = "", Number = 1, Maybe = 0, List = [], Map = [], Bytes = [] }),
        new Specimen<Zoo.Lists>(
            () => new(), () => new() { Strings = [null, ""], Numbers = [null, 0], Lines = [null, new("l", 1.50m)], Map = new() { ["a"] = null }, Set = [], Blobs = [null, []] }),
        new Specimen<Zoo.Immutables>(() => new() { Array = [] }, () => new() { Array = [null, "a"], List = [], HashSet = ["x"], SortedSet = [2, 1] }),
        new Specimen<Zoo.OtherCollections>(() => new(), () => new() { Collection = [1], Linked = new([2, 1]), Queue = new([2, 1]), SortedSet = [2, 1], ISet = new HashSet<int> { 1 } }),
        new Specimen<Zoo.Tuples>(() => new(), () => new() { Value = (1, null), Maybe = ([], null), Reference = new(null, []), Many = [(1, null)], Nine = (1, 2, 3, 4, 5, 6, 7, 8, "") }),
        new Specimen<Zoo.Contract>(() => new() { Text = null, Items = null, Bytes = null }, () => new() { Text = "", Items = [], Bytes = [] })
        {
            Uncached = 2, // What protobuf leaves out, its initializers bring back.
        },
        new Specimen<Zoo.FullContract>(() => new(), () => new() { Text = null, Items = [], Count = 0 }),
        new Specimen<Zoo.DerivedContract>(() => new() { Id = 1, Name = null }),
        new Specimen<Zoo.Shape?>(() => null, () => new Zoo.Circle(1, 2.5), () => new Zoo.Square(2, 3)),
        new Specimen<List<Zoo.Shape>>(() => [new Zoo.Circle(1, 2.5), new Zoo.Square(2, 3), new Zoo.Circle(3, -0.0)]),
        new Specimen<Zoo.Person>(() => new() { Name = "p", Age = 7, ChangedAt = new DateTime(1, DateTimeKind.Utc) }),
        new Specimen<Zoo.IAnimal>(() => new Zoo.Cat { Name = "c" }),
        new Specimen<Zoo.Node>(() => new() { Value = 1, Next = new() { Value = 2 }, Children = [new() { Value = 3 }, new()] }),
        new Specimen<Zoo.Twig>(() => new() { Sub = new() { Sub = new(), Text = "" } }),
        new Specimen<Zoo.Web>(() => new Zoo.DerivedWeb { Next = new Zoo.Web(), List = [new Zoo.DerivedWeb()], Pairs = [(1, null)] }),
        new Specimen<Fields>(() => new(3) { Open = null }, () => new(0)),
        new Specimen<Generic<int?>>(() => new() { Item = null, Items = [null, 1] }),
        new Specimen<Generic<Generic<string>>>(() => new() { Item = new() { Item = "" }, Items = [] }),
        new Specimen<Page<Zoo.Line>>(() => new([new("l", 1.0m)], 1, null), () => new([], 0, "next")),
        new Specimen<Hidden>(() => new() { Value = 1, Name = "n" }),
        new Specimen<IReadOnlyList<Zoo.Positional>>(() => [new("a", 1, [1]), new(null, 0, null)]),
        new Specimen<Zoo.Positional[]>(() => [new("a", 1, [1])]),
        new Specimen<Dictionary<string, Zoo.Line?>>(() => new() { ["none"] = null, ["one"] = new("l", 1.0m) }),
        new Specimen<SealedOnly>(() => new(1, [new(2, []), new(3, [])])),
    ];

    private static Zoo.Line Repriced()
    {
        var line = new Zoo.Line("l", 1m);
        line.Reprice(2.00m);
        return line;
    }

    /// <summary>State that no property shows.</summary>
    public sealed class Fields(int hidden)
    {
        private readonly int _hidden = hidden;
        public string? Open = "initial";

        public int Twice() => 2 * _hidden;
    }

    public sealed class Generic<T>
    {
        public T? Item { get; set; }

        public List<T>? Items { get; set; } = [];
    }

    public sealed record Page<T>(IReadOnlyList<T> Items, int Total, string? Next);

    public class Shown
    {
        public int Value { get; set; } = 5;
    }

    /// <summary>Hides a member of its base: two fields with one name.</summary>
    public sealed class Hidden : Shown
    {
        public new int Value { get; set; } = 6;

        [JsonPropertyName("renamed")]
        public string? Name { get; init; }
    }

    public sealed record SealedOnly(int Id, IReadOnlyList<SealedOnly> Children);
}
