using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Parts;

namespace Interception.Tests.Keys.Parts;

[TestFixture]
internal sealed class EncodedPartTests
{
    private const string CannotCopy =
        "A 'System.Collections.Generic.HashSet<System.String>' could not be copied: System.InvalidOperationException.";

    private static readonly HashSet<string> Names = ["a"];

    [Test]
    public void SizeBytes_KeptPart_CountsTheCopyAsWell()
    {
        KeySchema schema = KeyZoo.Schema("Set");
        var read = Part.Read<EncodedPart>(schema, Names);
        int encoding = Encoded(Names).Length;

        Assert.That(read.SizeBytes, Is.EqualTo(encoding));
        Assert.That(read.Keep(schema, 0).SizeBytes, Is.EqualTo(encoding + "[\"a\"]".Length));
    }

    [Test]
    public void Keep_PartKeptBefore_IsTheSame()
    {
        KeySchema schema = KeyZoo.Schema("Set");
        EncodedPart kept = Part.Read<EncodedPart>(schema, Names).Keep(schema, 0);

        EncodedPart again = kept.Keep(schema, 0);

        Assert.That(again, Is.EqualTo(kept));
        Assert.That(again.SizeBytes, Is.EqualTo(kept.SizeBytes));
        Assert.That(Rebuilt(again, schema), Is.EqualTo(Names));
    }

    // The message of what was thrown may hold values.
    [Test]
    public void Keep_CodecThatThrows_NamesTheTypeOfTheFailureAndNoValue()
    {
        KeySchema schema = Schema(new FailingCodec(copies: 0, new InvalidOperationException("secret")));
        var read = Part.Read<EncodedPart>(schema, Names);

        Assert.That(
            () => read.Keep(schema, 0),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(CannotCopy).And.InnerException.Null);
    }

    [Test]
    public void Rebuild_CodecThatThrowsLater_NamesTheTypeOfTheFailureAndNoValue()
    {
        KeySchema schema = Schema(new FailingCodec(copies: 1, new InvalidOperationException("secret")));
        EncodedPart kept = Part.Read<EncodedPart>(schema, Names).Keep(schema, 0);

        Assert.That(
            () => Rebuilt(kept, schema),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(CannotCopy).And.InnerException.Null);
    }

    [TestCase(0)]
    [TestCase(1)]
    public void KeepAndRebuild_CodecThatSaysWhyItCannot_IsTakenAtItsWord(int copies)
    {
        KeySchema schema = Schema(new FailingCodec(copies, new NotEncodableException("why")));
        var read = Part.Read<EncodedPart>(schema, Names);

        Assert.That(
            () => Rebuilt(read.Keep(schema, 0), schema), Throws.TypeOf<NotEncodableException>().With.Message.EqualTo("why"));
    }

    private static object? Rebuilt(EncodedPart part, KeySchema schema)
    {
        object?[] arguments = new object?[1];
        part.Rebuild(schema, arguments, [], 0);
        return arguments[0];
    }

    private static byte[] Encoded<T>(T value) => Canonical.Encoding.Of(value);

    private static KeySchema Schema(IArgumentCodec codec) =>
        KeySchema.TryCreate(
            KeyZoo.Method("Set"), [], 0, KeyZoo.Shapes, new CanonicalWriters(KeyZoo.Shapes, CanonicalRules.ForKeys), _ => codec, out _)!;

    /// <summary>Makes some copies and then fails.</summary>
    private sealed class FailingCodec(int copies, Exception failure) : IArgumentCodec
    {
        private readonly JsonCodec _json = new(typeof(HashSet<string>));
        private int _made;

        public byte[] Serialize(object? value) => _json.Serialize(value);

        public object? Deserialize(ReadOnlyMemory<byte> bytes) => _made++ < copies ? _json.Deserialize(bytes) : throw failure;
    }
}
