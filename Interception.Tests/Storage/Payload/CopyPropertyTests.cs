using CsCheck;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Payload;

/// <summary>What goes through the codec comes back the same, for values that nobody thought of.</summary>
[TestFixture]
internal sealed class CopyPropertyTests
{
    // Half a character has no UTF-8; such strings are refused elsewhere.
    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.Const((string?)null), Gen.Const((string?)string.Empty), Gen.String[Gen.Char.AlphaNumeric, 0, 8].Select(text => (string?)text),
        Gen.Char['\u0020', '\ud7ff'].Array[0, 6].Select(chars => (string?)new string(chars)));

    private static readonly Gen<Leaf> Leaves = Gen.Select(
        Text, Gen.Double, Gen.Decimal, Gen.Bool.Nullable(), (text, number, money, flag) => new Leaf(text, number, money, flag));

    private static readonly Gen<Tree> Trees = Gen.Select(
        Text, Gen.Int, Leaves.Null().List[0, 4].Null(), Gen.Dictionary(Gen.Int, Text)[0, 4].Null(), Leaves.Null(),
        (name, number, leaves, map, leaf) => new Tree { Name = name, Number = number, Leaves = leaves, Map = map, Leaf = leaf });

    [Test]
    public void Deserialize_Copy_HasTheSameCanonicalContent()
    {
        CanonicalWriter writer = new CanonicalWriters(new TypeShapes(), CanonicalRules.Everything).For(typeof(Tree));
        PayloadCodec codec = Copies.CodecOf(typeof(Tree));

        Trees.Null().AllHold(
            20_000,
            tree => ContentDigest.Of(writer, codec.Deserialize(codec.Serialize(tree)), out _) == ContentDigest.Of(writer, tree, out _));
    }

    [Test]
    public void Of_ValuesThatDiffer_HaveDifferentDigests()
    {
        CanonicalWriter writer = new CanonicalWriters(new TypeShapes(), CanonicalRules.Everything).For(typeof(Leaf));

        Gen.Select(Leaves, Leaves).AllHold(
            20_000,
            (one, other) => ContentDigest.Of(writer, one, out _) == ContentDigest.Of(writer, other, out _) == Same(one, other));
    }

    // Bit for bit, as the encoding has it: -0.0 is not 0.0, and 1.0m is not 1.00m.
    private static bool Same(Leaf one, Leaf other) =>
        one.Text == other.Text && one.Flag == other.Flag
        && BitConverter.DoubleToInt64Bits(one.Number) == BitConverter.DoubleToInt64Bits(other.Number)
        && decimal.GetBits(one.Money).AsSpan().SequenceEqual(decimal.GetBits(other.Money));

    internal sealed record Leaf(string? Text, double Number, decimal Money, bool? Flag);

    internal sealed class Tree
    {
        public string? Name { get; init; } = "not set";

        public int Number { get; set; } = 7;

        public List<Leaf?>? Leaves { get; set; } = [];

        public Dictionary<int, string?>? Map { get; set; }

        public Leaf? Leaf { get; set; }
    }
}
