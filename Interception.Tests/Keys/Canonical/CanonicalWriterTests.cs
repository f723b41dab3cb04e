using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Interception.Keys.Canonical;
using NUnit.Framework;
using static Interception.Tests.Keys.Types.ShapeZoo;

namespace Interception.Tests.Keys.Canonical;

[TestFixture]
internal sealed class CanonicalWriterTests
{
    [Test, Property("Failure", "S3"), Property("Failure", "S4"), Property("Failure", "K4")]
    public void Write_ValuesThatEqualsMerges_DifferInBits()
    {
        AssertApart(0.0, -0.0);
        AssertApart(0f, -0f);
        AssertApart(Half.Zero, Half.NegativeZero);
        AssertApart(double.NaN, BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0001));
        AssertApart(1.0m, 1.00m);
        AssertApart(0m, -0.0m);
        AssertApart(new DateTime(1, DateTimeKind.Utc), new DateTime(1, DateTimeKind.Local), new DateTime(1));
        var noon = new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);
        AssertApart(noon, noon.ToOffset(TimeSpan.FromHours(1)));
        AssertApart(new Version(1, 0), new Version(1, 0, 0), null);
        AssertApart("\uD800", "\uD801", "\uFFFD");
        AssertApart("i", "İ", "ı", "I");
        AssertApart<string?>(null, string.Empty, "\0");
        AssertApart<byte[]?>(null, [], [0]);
        AssertApart<int?>(null, 0);
        AssertApart(Size.Small, Size.Large);
        AssertApart(BigInteger.Zero, BigInteger.One, BigInteger.MinusOne, BigInteger.Pow(2, 200), -BigInteger.Pow(2, 200));
        AssertApart(UInt128.MaxValue, UInt128.MinValue);
        AssertApart(new Uri("http://h/a"), new Uri("http://h/a/"), new Uri("HTTP://h/a"));
        AssertApart(new Uri("/a", UriKind.Relative), new Uri("/a", UriKind.Absolute));
        AssertApart(default, Json("null"), Json("1"), Json("1.0"), Json("\"1\""));
    }

    [Test]
    public void Write_DateTimeInAnyKind_WritesTicksAndKind() =>
        Assert.That(Encoding.Of(new DateTime(0x0102, DateTimeKind.Local)), Is.EqualTo(new byte[] { 2, 1, 0, 0, 0, 0, 0, 0, 2 }));

    [Test]
    public void Write_String_WritesPresenceLengthAndCodeUnits() =>
        Assert.That(Encoding.Of("a\uD800"), Is.EqualTo(new byte[] { 1, 2, 0, 0, 0, 0x61, 0, 0, 0xD8 }));

    [Test, Property("Failure", "K3")]
    public void Write_Collections_KeepNullAndEmptyAndBordersApart()
    {
        AssertApart<int[]?>(null, [], [0]);
        AssertApart<List<string?>?>(null, [], [null], [string.Empty]);
        AssertApart<ImmutableArray<int>>(default, []);
        AssertApart<(int[], int[])>(([1], [2]), ([1, 2], []), ([], [1, 2]));
        AssertApart(("a", "bc"), ("ab", "c"), ("abc", ""));
        AssertApart<Dictionary<string, string>?>(null, [], new() { ["a"] = "b" }, new() { ["b"] = "a" });
        AssertApart<HashSet<int>?>(null, [], [1], [1, 2]);
        AssertApart<List<int>>([1, 2], [2, 1]);
    }

    [Test, Property("Failure", "S1"), Property("Failure", "K6")]
    public void Write_SetsAndMapsInAnyOrder_WriteTheSameBytes()
    {
        string[] words = ["b", "a", "ccc", "", "ab"];
        string[] turned = [.. words.Reverse()];

        AssertSame(words.ToHashSet(), turned.ToHashSet());
        AssertSame(words.ToImmutableHashSet(), turned.ToImmutableHashSet());
        AssertSame<IReadOnlySet<string>>(words.ToHashSet(), new SortedSet<string>(turned));
        AssertSame(words.ToDictionary(word => word), turned.ToDictionary(word => word));
        AssertSame(words.ToImmutableDictionary(word => word), turned.ToImmutableDictionary(word => word));
        AssertSame<IReadOnlyDictionary<string, string>>(
            words.ToDictionary(word => word), new SortedDictionary<string, string>(turned.ToDictionary(word => word)));
    }

    [Test]
    public void Write_SequencesBehindOneInterface_WriteTheSameBytes()
    {
        AssertSame<IReadOnlyList<int>>([1, 2], new List<int> { 1, 2 }, ImmutableList.Create(1, 2));
        AssertSame<IEnumerable<int>>([1, 2], new Queue<int>([1, 2]), new LinkedList<int>([1, 2]));
    }

    [Test, Property("Failure", "S11")]
    public void Write_Inheritance_WritesBaseStateAndRefusesUnknownTypes()
    {
        AssertApart(new Dog { Name = "a", Age = 1 }, new Dog { Name = "b", Age = 1 }, new Dog { Name = "a", Age = 2 }, null);
        Assert.That(
            () => Encoding.Of<Animal>(new Dog()),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(
                "A 'Interception.Tests.Keys.Types.ShapeZoo.Dog' stands where a 'Interception.Tests.Keys.Types.ShapeZoo.Animal' "
                + "is declared, which does not name it as a derived type."));
    }

    [Test]
    public void Write_NamedSubtypes_AreTaggedByTheirNames()
    {
        AssertApart<Form>(new Circle(1), new Square(1), new Circle(2));
        AssertApart<Vehicle>(new Vehicle { Wheels = 4 }, new Car { Wheels = 4 });
        string tag = System.Text.Encoding.Unicode.GetString(Encoding.Of<Form>(new Circle(1)).AsSpan(6));
        Assert.That(tag, Does.StartWith("Interception.Tests.Keys.Types.ShapeZoo.Circle"));
    }

    [Test]
    public void Write_IgnoredMembers_LeaveNoTrace()
    {
        var keys = new CanonicalWriters(Encoding.Shapes, CanonicalRules.ForKeys);
        var comparison = new CanonicalWriters(Encoding.Shapes, CanonicalRules.ForComparison(["Query.Text"]));
        var one = new Query("a", "t1", new DateTime(1));
        Query otherTrace = one with { Trace = "t2" };
        Query otherText = one with { Text = "b", At = new DateTime(2) };

        Assert.That(Encoding.Of(otherTrace, keys), Is.EqualTo(Encoding.Of(one, keys)));
        Assert.That(Encoding.Of(otherText, keys), Is.Not.EqualTo(Encoding.Of(one, keys)));
        Assert.That(Encoding.Of(otherText, comparison), Is.EqualTo(Encoding.Of(one, comparison)));
        Assert.That(Encoding.Of(otherTrace, comparison), Is.Not.EqualTo(Encoding.Of(one, comparison)));
    }

    [Test]
    public void Write_InheritedMember_IsIgnoredUnderBothTypes(
        [Values("Name", "Dog.Name", "ShapeZoo.Animal.Name", "Interception.Tests.Keys.Types.ShapeZoo.Dog.Name")] string name)
    {
        var writers = new CanonicalWriters(Encoding.Shapes, CanonicalRules.ForComparison([name]));

        Assert.That(Encoding.Of(new Dog { Name = "a" }, writers), Is.EqualTo(Encoding.Of(new Dog { Name = "b" }, writers)));
    }

    [Test, Property("Failure", "S12")]
    public void Write_RecursiveType_WritesItUpToTheLimitAndRefusesCycles()
    {
        AssertApart(Chain(1), Chain(2), Chain(CanonicalBuffer.MaxDepth));
        var cycle = new Node();
        cycle.Children.Add(cycle);

        const string Message = "'Interception.Tests.Keys.Types.ShapeZoo.Node' nests deeper than 128 levels, or contains itself.";
        Assert.That(() => Encoding.Of(cycle), Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(Message));
        Assert.That(
            () => Encoding.Of(Chain(CanonicalBuffer.MaxDepth + 1)),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(Message));
    }

    [Test, Property("Failure", "K9")]
    public void Write_LazySequence_IsRefusedWithoutReadingIt()
    {
        int read = 0;
        IEnumerable<int> lazy = Numbers();

        Assert.That(() => Encoding.Of(lazy), Throws.TypeOf<NotEncodableException>().With.Message.EndsWith(
            " is lazy: pass a list or an array instead of a sequence that is yet to be produced."));
        Assert.That(read, Is.Zero);

        IEnumerable<int> Numbers()
        {
            read++;
            yield return 1;
        }
    }

    [Test]
    public void Write_CollectionClassDerivedFromTheDeclaredOne_IsRefused() =>
        Assert.That(
            () => Encoding.Of<List<string>>(new Tags()),
            Throws.TypeOf<NotEncodableException>().With.Message.Contains("ShapeZoo.Tags' stands where a 'System.Coll"));

    [Test]
    public void Write_ObjectThatThrows_NamesTheTypeOfTheFailureAndNoValue()
    {
        using JsonDocument document = JsonDocument.Parse("\"secret\"");
        JsonElement element = document.RootElement;
        document.Dispose();

        Assert.That(
            () => Encoding.Of(element),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(
                "A 'System.Text.Json.JsonElement' could not be read: System.ObjectDisposedException.").And.InnerException.Null);
    }

    private static Node Chain(int length)
    {
        Node? first = null;
        for (int i = 0; i < length; i++)
        {
            first = new Node { Value = 1, Next = first };
        }

        return first!;
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static void AssertApart<T>(params T[] values) =>
        Assert.That(values.Select(value => Convert.ToHexString(Encoding.Of(value))), Is.Unique);

    private static void AssertSame<T>(params T[] values) =>
        Assert.That(values.Select(value => Convert.ToHexString(Encoding.Of(value))).Distinct().Count(), Is.EqualTo(1));
}
