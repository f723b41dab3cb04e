using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class ImmutabilityTests
{
    private readonly Immutability _immutability = new();

    [TestCaseSource(nameof(Immutable))]
    public void IsImmutable_ValueThatCantChange_IsTrue(object? value) => Assert.That(_immutability.IsImmutable(value), Is.True);

    [TestCaseSource(nameof(Mutable))]
    public void IsImmutable_ValueThatMayChange_IsFalse(object value) => Assert.That(_immutability.IsImmutable(value), Is.False);

    [Test]
    public void IsImmutable_MutableStruct_OnlyWhereItIsCopied()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_immutability.IsImmutable(typeof(ImmutableZoo.Point), new ImmutableZoo.Point()), Is.True);
            Assert.That(_immutability.IsImmutable(typeof(object), new ImmutableZoo.Point()), Is.False);
            Assert.That(_immutability.IsImmutable(typeof(ImmutableZoo.Point?), new ImmutableZoo.Point()), Is.True);
            Assert.That(_immutability.IsImmutable(typeof(object), (1, "a")), Is.False);
            Assert.That(_immutability.IsImmutable(typeof(object), new Zoo.Place(1, 2)), Is.True);
        });
    }

    [Test]
    public void IsImmutable_ChainWithinTheDepth_IsTrueAndBeyondItIsFalse()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_immutability.IsImmutable(ImmutableZoo.Chain(Immutability.MaxDepth - 1)), Is.True);
            Assert.That(_immutability.IsImmutable(ImmutableZoo.Chain(Immutability.MaxDepth + 1)), Is.False);
        });
    }

    [Test]
    public void IsImmutable_Cycle_Ends()
    {
        var mutableInside = new ImmutableZoo.Ring(new List<int>());

        Assert.Multiple(() =>
        {
            Assert.That(_immutability.IsImmutable(new ImmutableZoo.Ring("text")), Is.True);
            Assert.That(_immutability.IsImmutable(mutableInside), Is.False);
        });
    }

    [Test]
    public void IsImmutable_TypeJudgedBefore_LooksAtTheNextValueAgain()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_immutability.IsImmutable(new ImmutableZoo.Anything("a")), Is.True);
            Assert.That(_immutability.IsImmutable(new ImmutableZoo.Anything(new List<int>())), Is.False);
            Assert.That(_immutability.IsImmutable(new ImmutableZoo.Anything("b")), Is.True);
        });
    }

    [Test]
    public void IsImmutable_UserCode_IsNotRun() =>
        Assert.That(_immutability.IsImmutable(new ImmutableZoo.Explosive("a")), Is.True);

    private static IEnumerable<TestCaseData> Immutable() => Named(
        ("null", null), ("int", 1), ("string", "s"), ("enum", DayOfWeek.Friday), ("decimal", 1.0m),
        ("DateTime", DateTime.UnixEpoch),
        ("DateTimeOffset", DateTimeOffset.UnixEpoch), ("Guid", Guid.Empty), ("Uri", new Uri("a", UriKind.Relative)),
        ("Version", new Version(1, 2)), ("BigInteger", BigInteger.One), ("Half", Half.One), ("Int128", Int128.One),
        ("record class", new ImmutableZoo.Sealed("a", 1)), ("unsealed record", new Zoo.OpenRecord("a")),
        ("derived record", new Zoo.ClosedRecord("a", 1)), ("readonly struct", new Zoo.Place(1, 2)),
        ("mutable struct by value", new ImmutableZoo.Point()), ("record struct by value", new Zoo.Cursor(1, "t")),
        ("mutable struct in a readonly field", new ImmutableZoo.HasPoint(new ImmutableZoo.Point())),
        ("init-only members", new ImmutableZoo.Init { Name = "a" }), ("empty class", new Zoo.Empty()),
        ("anonymous type", new { A = 1, B = "b" }), ("Tuple", Tuple.Create(1, "a")), ("ValueTuple", (1, "a")),
        ("nested ValueTuple", (1, (2, "a"))), ("KeyValuePair", KeyValuePair.Create("a", 1)),
        ("record with an ImmutableList behind IReadOnlyList", new Zoo.Positional("a", 1, ImmutableList.Create(1))),
        ("record with null behind IReadOnlyList", new Zoo.Positional("a", 1, null)),
        ("boxed ImmutableArray behind IReadOnlyList", new Zoo.Positional("a", 1, ImmutableArray.Create(1))),
        ("object holding an int", new ImmutableZoo.Anything(1)),
        ("unsealed member holding exactly it", new ImmutableZoo.Holder(new("a"))),
        ("unsealed member holding an immutable derived object", new ImmutableZoo.Holder(new Zoo.ClosedRecord("a", 1))),
        ("ImmutableArray", ImmutableArray.Create(1)), ("default ImmutableArray", default(ImmutableArray<object>)),
        ("ImmutableList", ImmutableList.Create("a")), ("ImmutableHashSet", ImmutableHashSet.Create("a")),
        ("ImmutableSortedSet", ImmutableSortedSet.Create(1)),
        ("ImmutableDictionary", ImmutableDictionary<string, int>.Empty.Add("a", 1)),
        ("ImmutableSortedDictionary", ImmutableSortedDictionary<string, int>.Empty.Add("a", 1)),
        ("FrozenSet", new[] { 1, 2, 3 }.ToFrozenSet()), ("FrozenSet of strings", new[] { "a", "bb" }.ToFrozenSet()),
        ("FrozenDictionary", new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary()),
        ("ImmutableList of records", ImmutableList.Create(new Zoo.OpenRecord("a"))),
        ("ImmutableDictionary of open records", ImmutableDictionary<string, Zoo.OpenRecord>.Empty.Add("a", new("b"))),
        ("sealed recursive record", new ImmutableZoo.Tree("a", ImmutableArray.Create(new ImmutableZoo.Tree("b", [])))));

    private static IEnumerable<TestCaseData> Mutable() => Named(
        ("array", new[] { 1 }), ("empty array", Array.Empty<int>()), ("List", new List<int>()),
        ("Dictionary", new Dictionary<int, int>()),
        ("HashSet", new HashSet<int>()), ("ReadOnlyCollection", new ReadOnlyCollection<int>([1])), ("delegate", () => 1),
        ("object", new object()), ("Lazy", new Lazy<int>(1)), ("StringBuilder", new System.Text.StringBuilder()),
        ("settable property", new Zoo.InitOnly { Name = "a" }), ("private mutable field", new Zoo.Line("a", 1)),
        ("mutable field in a base class", new Zoo.Cat()), ("inherited setter", new Zoo.DerivedWeb()),
        ("record with a List behind IReadOnlyList", new Zoo.Positional("a", 1, new List<int>())),
        ("record with an array behind IReadOnlyList", new Zoo.Positional("a", 1, new[] { 1 })),
        ("readonly array field", new ImmutableZoo.HasArray([1])),
        ("readonly delegate field", new ImmutableZoo.HasDelegate(() => 1)),
        ("unsealed member holding a mutable derived object", new ImmutableZoo.Holder(new ImmutableZoo.MutableRecord("a"))),
        ("object holding a List", new ImmutableZoo.Anything(new List<int>())),
        ("object holding a boxed mutable struct", new ImmutableZoo.Anything(new ImmutableZoo.Point())),
        ("object holding a boxed ValueTuple", new ImmutableZoo.Anything((1, 2))),
        ("captured parameter", new ImmutableZoo.Captured(1)), ("event", new ImmutableZoo.HasEvent()),
        ("ValueTuple of a List", (1, new List<int>())), ("Tuple of an array", Tuple.Create(new[] { 1 })),
        ("KeyValuePair of a List", KeyValuePair.Create(1, new List<int>())),
        ("struct of an array", new ImmutableZoo.ArrayStruct([1])),
        ("ImmutableList of Lists", ImmutableList.Create(new List<int>())),
        ("ImmutableArray of arrays", ImmutableArray.Create<int[]>(new int[1])),
        ("ImmutableList of object with a List", ImmutableList.Create<object>(1, new List<int>())),
        ("ImmutableDictionary of mutable values", ImmutableDictionary<string, Zoo.Line>.Empty.Add("a", new("b", 1))),
        ("FrozenDictionary of Lists", new Dictionary<string, List<int>> { ["a"] = [] }.ToFrozenDictionary()),
        ("record derived from a mutable one", new ImmutableZoo.MutableRecord("a")),
        ("derived from a framework class", new ImmutableZoo.FrameworkChild("a")),
        ("JsonElement", System.Text.Json.JsonElement.Parse("1")),
        ("ReadOnlyMemory", new ReadOnlyMemory<byte>([1])), ("iterator", Enumerable.Range(0, 3).Select(i => i)),
        ("exception", new InvalidOperationException("a")));

    private static IEnumerable<TestCaseData> Named(params (string Name, object? Value)[] rows) =>
        rows.Select(row => new TestCaseData(row.Value).SetArgDisplayNames(row.Name));
}
