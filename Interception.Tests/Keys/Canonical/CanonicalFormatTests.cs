using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Interception.Keys.Canonical;
using NUnit.Framework;
using static Interception.Tests.Keys.Types.ShapeZoo;

namespace Interception.Tests.Keys.Canonical;

/// <summary>The encoding to the byte: nodes of different versions find each other's entries by it.</summary>
[TestFixture]
internal sealed class CanonicalFormatTests
{
    [Test]
    public void Write_Scalar_WritesEachOfItsParts()
    {
        AssertBytes<byte[]?>([7, 8], "01 02000000 07 08");
        AssertBytes<int?>(5, "01 05000000");
        AssertBytes<int?>(null, "00");
        AssertBytes(new DateTimeOffset(0x0102030405060708, TimeSpan.FromHours(1)), "0807060504030201 3C00");
        AssertBytes(new BigInteger(0x0102), "02000000 0201");
        AssertBytes<Version?>(new Version(1, 2, 3, 4), "01 01000000 02000000 03000000 04000000");
        AssertBytes<Uri?>(new Uri("/", UriKind.Relative), "01 00 01 01000000 2F00");
        AssertBytes(JsonDocument.Parse("12").RootElement, "01 02000000 3100 3200");
    }

    [Test]
    public void Write_Collection_WritesItsCountAndEachItem()
    {
        AssertBytes<short[]?>([1, 2], "01 02000000 0100 0200");
        AssertBytes(ImmutableArray.Create<short>(1, 2), "01 02000000 0100 0200");
        AssertBytes<List<string>?>(["a", "b"], "01 02000000 01 01000000 6100 01 01000000 6200");
        AssertBytes<IEnumerable<byte>?>(new Queue<byte>([3, 4]), "01 02000000 03 04");
        AssertBytes<HashSet<byte>?>([2, 1], "01 02000000 01 02");
        AssertBytes<Dictionary<byte, byte>?>(new() { [2] = 3, [1] = 4 }, "01 02000000 01 04 02 03");
    }

    [Test]
    public void Write_MapsOfEqualKeys_DifferByTheirValues() =>
        Assert.That(
            Encoding.Of<Dictionary<string, int>>(new() { ["a"] = 1 }),
            Is.Not.EqualTo(Encoding.Of<Dictionary<string, int>>(new() { ["a"] = 2 })));

    [Test]
    public void Write_ManyObjectsSideBySide_AreNoNesting()
    {
        Node[] nodes = [.. Enumerable.Range(0, 2 * CanonicalBuffer.MaxDepth).Select(number => new Node { Value = number })];

        Assert.That(() => Encoding.Of(nodes), Throws.Nothing);
    }

    [Test]
    public void Write_MapOrSetDerivedFromTheDeclaredOne_IsRefused()
    {
        Assert.That(() => Encoding.Of<Dictionary<string, int>>(new Counts()), Throws.TypeOf<NotEncodableException>());
        Assert.That(() => Encoding.Of<HashSet<string>>(new Words()), Throws.TypeOf<NotEncodableException>());
    }

    // Each of them may hide what makes two answers differ; that there are two of them takes nothing back.
    [Test]
    public void SawCustomComparer_SeveralCollections_OneIsEnough()
    {
        var set = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var map = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

        Assert.That(Encoding.HasCustomComparer((set, set)), Is.True);
        Assert.That(Encoding.HasCustomComparer((map, map)), Is.True);
        Assert.That(Encoding.HasCustomComparer((set, new HashSet<string>())), Is.True);
    }

    [TestCase(65_536)]
    [TestCase(65_537)]
    [TestCase(200_000)]
    public void Digest_LongArrays_IsTheHashOfAllBytes(int bytes)
    {
        var value = (new byte[bytes], Enumerable.Range(0, bytes / sizeof(int)).ToArray(), "end");
        byte[] whole = Encoding.Of(value);

        Assert.That(whole, Has.Length.GreaterThan(2 * bytes - sizeof(int)));
        Assert.That(Encoding.Digest(value).LengthBytes, Is.EqualTo(whole.Length));
        Assert.That(Encoding.Digest(value).Hash, Is.EqualTo(System.IO.Hashing.XxHash128.HashToUInt128(whole)));
    }

    // A buffer takes exactly its limit: a key of that length is one, and a byte more makes it none.
    [Test]
    public void Write_UpToTheLimit_FitsAndNoFurther([Values(10, 256, 1000)] int limit)
    {
        var buffer = new CanonicalBuffer(limit);
        buffer.WriteRaw(new byte[limit - 1]);
        buffer.WriteRaw([1]);

        Assert.That(buffer.LengthBytes, Is.EqualTo(limit));
        Assert.That(
            () => buffer.WriteRaw([1]),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo($"The encoding is longer than {limit} bytes."));
    }

    private static void AssertBytes<T>(T value, string expected) =>
        Assert.That(Convert.ToHexString(Encoding.Of(value)), Is.EqualTo(expected.Replace(" ", string.Empty, StringComparison.Ordinal)));

    private sealed class Counts : Dictionary<string, int>;

    private sealed class Words : HashSet<string>;
}
