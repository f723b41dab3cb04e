using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Tests.Keys.Canonical;

/// <summary>What is written of types, to the byte: two builds of an application find each other's entries by it.</summary>
[TestFixture]
internal sealed class ShapeEncodingTests
{
    private const string Space = "Interception.Tests.Keys.Canonical.ShapeEncodingTests.";
    private const int None = -1;

    // In whatever order they are declared.
    [Test]
    public void Complete_Enum_WritesItsNumbersAndTheirNamesInOrder()
    {
        var expected = new CanonicalBuffer();
        expected.WriteBits(0);
        WriteHead(expected, Space + nameof(Mood), ShapeKind.Scalar, isValueType: true);
        expected.WriteBits(0);
        expected.WriteBits(0);
        expected.WritePresence(true);
        expected.WriteString("System.Int16");
        expected.WriteBits(3);
        foreach ((string name, string number) in new[] { ("Bright", "7"), ("Dull", "300"), ("Sunny", "-1") })
        {
            expected.WriteString(name);
            expected.WriteString(number);
        }

        expected.WriteBits(1);

        Assert.That(Described(typeof(Mood)), Is.EqualTo(Convert.ToHexString(expected.Written)));
    }

    [Test]
    public void Complete_RecursiveClass_DescribesEachTypeOnceAndRefersToItByNumber()
    {
        var expected = new CanonicalBuffer();
        expected.WriteBits(0);
        WriteHead(expected, Space + nameof(Link), ShapeKind.Object, isValueType: false);
        expected.WriteBits(2);
        WriteMember(expected, nameof(Link.Next), keyIgnored: false, number: 0);
        WriteMember(expected, nameof(Link.Value), keyIgnored: true, number: 1);
        expected.WriteBits(0);
        expected.WritePresence(false);
        WriteHead(expected, "System.Byte", ShapeKind.Scalar, isValueType: true);
        expected.WriteBits(0);
        expected.WriteBits(0);
        expected.WritePresence(false);
        expected.WriteBits(2);

        Assert.That(Described(typeof(Link)), Is.EqualTo(Convert.ToHexString(expected.Written)));
    }

    [Test]
    public void Refer_NoType_IsNoNumber()
    {
        var buffer = new CanonicalBuffer();
        var encoding = new ShapeEncoding(buffer);

        encoding.Refer(null);
        encoding.Complete();

        Assert.That(Convert.ToHexString(buffer.Written), Is.EqualTo("FFFFFFFF" + "00000000"));
    }

    private static string Described(Type type)
    {
        var buffer = new CanonicalBuffer();
        var encoding = new ShapeEncoding(buffer);
        encoding.Refer(new TypeShapes().Find(type, out _)!);
        encoding.Complete();
        return Convert.ToHexString(buffer.Written);
    }

    // None of these types is an interface, abstract or a contract, nor has items, keys or a base.
    private static void WriteHead(CanonicalBuffer expected, string name, ShapeKind kind, bool isValueType)
    {
        expected.WriteString(name);
        expected.WriteBits((int)kind);
        expected.WritePresence(isValueType);
        expected.WritePresence(false);
        expected.WritePresence(false);
        expected.WritePresence(false);
        expected.WriteBits(None);
        expected.WriteBits(None);
        expected.WriteBits(None);
    }

    private static void WriteMember(CanonicalBuffer expected, string name, bool keyIgnored, int number)
    {
        expected.WriteString(name);
        expected.WritePresence(keyIgnored);
        expected.WritePresence(false);
        expected.WriteBits(number);
    }

    private enum Mood : short
    {
        Sunny = -1,
        Dull = 300,
        Bright = 7,
    }

    private sealed class Link
    {
        [KeyIgnore]
        public byte Value { get; set; }

        public Link? Next { get; set; }
    }
}
