using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Tests.Keys.Types;

namespace Interception.Tests.Keys.Canonical;

/// <summary>How writers are composed: each test asks writers that nobody has asked before.</summary>
[TestFixture]
internal sealed class CanonicalWritersTests
{
    [TestCase(typeof(Tree))]
    [TestCase(typeof(Blank))]
    [TestCase(typeof(Figure))]
    [TestCase(typeof(List<int>))]
    [TestCase(typeof(int?))]
    public void For_TypeAskedForAgain_IsTheWriterComposedBefore(Type type)
    {
        CanonicalWriters writers = Fresh();

        CanonicalWriter writer = writers.For(type);

        Assert.That(writers.For(type), Is.SameAs(writer));
        Assert.That(writer.Type, Is.EqualTo(type));
    }

    [Test]
    public void For_PartOfATypeComposedBefore_IsComposedWithIt()
    {
        CanonicalWriters writers = Fresh();
        CanonicalWriter part = writers.For(typeof(Blank));
        CanonicalWriter whole = writers.For(typeof(Blank[]));

        Assert.That(writers.For(typeof(Blank)), Is.SameAs(part));
        Assert.That(writers.For(typeof(Blank[])), Is.SameAs(whole));
        Assert.That(Convert.ToHexString(Encoding.Of<Blank[]>([new()], writers)), Is.EqualTo("01" + "01000000" + "01"));
    }

    [Test]
    public void For_RecursiveType_WritesEachLevel() =>
        Assert.That(
            Bytes(new Tree { Value = 1, Next = new Tree { Value = 2 } }),
            Is.EqualTo("01" + ("01" + "00" + "02000000") + "01000000"));

    [Test]
    public void For_ClassWithoutMembers_WritesThatItIsThere() =>
        Assert.That((Bytes(new Blank()), Bytes<Blank?>(null)), Is.EqualTo(("01", "00")));

    [Test]
    public void For_ImmutableArray_WritesItsItems() =>
        Assert.That(
            (Bytes(ImmutableArray.Create((byte)1, (byte)2)), Bytes(default(ImmutableArray<byte>))), Is.EqualTo(("01" + "02000000" + "0102", "00")));

    [Test]
    public void For_TypeWithDerivedOnes_WritesTheNameOfEach()
    {
        Assert.That(Bytes<Figure>(new Disc { Radius = 7 }), Is.EqualTo("01" + Name("Disc") + "07"));
        Assert.That(Bytes<Figure>(new Ring { Radius = 7, Width = 8 }), Is.EqualTo("01" + Name("Ring") + "07" + "08"));
    }

    [Test]
    public void For_DerivedTypeItself_NamesThoseThatItNames()
    {
        Assert.That(Bytes(new Disc { Radius = 7 }), Is.EqualTo("01" + Name("Disc") + "07"));
        Assert.That(Bytes(new Ring { Radius = 7, Width = 8 }), Is.EqualTo("01" + "07" + "08"));
    }

    // Their names are all that tells them apart in an encoding.
    [Test, Property("Failure", "S11")]
    public void Build_TwoDerivedTypesOfOneFullName_IsRefused()
    {
        var shapes = new TypeShapes();
        TypeShape[] twins =
        [
            .. ((string[])["Shop", "Warehouse"]).Select(assembly => shapes.Find(ForeignType.In(assembly, "Goods.Twin"), out _)!),
        ];
        var parent = new TypeShape(typeof(Blank), ShapeKind.Object) { Subtypes = twins };
        var builder = new WriterBuilder(new Dictionary<Type, CanonicalWriter>(), CanonicalRules.Everything);

        Assert.That(
            () => builder.Build(parent),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(
                "'Interception.Tests.Keys.Canonical.CanonicalWritersTests.Blank' names two derived types of one full name; rename one."));
    }

    [Test]
    public void For_RefusedType_SaysWhy() =>
        Assert.That(
            () => Fresh().For(typeof(Action)),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo("Action: 'System.Action' is a delegate; only data can be cached"));

    private static CanonicalWriters Fresh() => new(new TypeShapes(), CanonicalRules.Everything);

    private static string Bytes<T>(T value) => Convert.ToHexString(Encoding.Of(value, Fresh()));

    private static string Name(string nested)
    {
        var buffer = new CanonicalBuffer();
        buffer.WriteString($"Interception.Tests.Keys.Canonical.CanonicalWritersTests.{nested}");
        return Convert.ToHexString(buffer.Written);
    }

    private sealed class Tree
    {
        public int Value { get; set; }

        public Tree? Next { get; set; }
    }

    private sealed class Blank;

    [JsonDerivedType(typeof(Disc))]
    private abstract class Figure;

    [JsonDerivedType(typeof(Ring))]
    private class Disc : Figure
    {
        public byte Radius { get; set; }
    }

    private sealed class Ring : Disc
    {
        public byte Width { get; set; }
    }
}
