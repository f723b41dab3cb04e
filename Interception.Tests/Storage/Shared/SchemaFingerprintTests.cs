using System.Globalization;
using System.Runtime.Serialization;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;
using Interception.Storage.Shared;
using Interception.Tests.Keys;
using NUnit.Framework;
using ProtoBuf;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class SchemaFingerprintTests
{
    // When this fails, either the format was changed, on purpose or not, or a new protobuf-net lays payloads out differently. If
    // on purpose: count SchemaFingerprint.Format up and put the new value here. Entries of the old format are then never read
    // again.
    [Test]
    public void Of_KnownMethod_IsTheSameInEveryBuildOfFormat1() =>
        Assert.That(
            Of<Golden>(method: "Encoded", varyBy: ["Culture"], compareIgnore: ["At"]),
            Is.EqualTo("fe567851a6328f06e61def607011d2a5f11ae8647d01725e0688ffc4ecb9d88a"));

    [TestCaseSource(typeof(SchemaCases), nameof(SchemaCases.Edits))]
    [Property("Failure", "K18"), Property("Failure", "K20")]
    public void Of_EditedType_IsAnother(SchemaPlan one, SchemaPlan other) =>
        Assert.That(new SchemaBuild(other).FingerprintText, Is.Not.EqualTo(new SchemaBuild(one).FingerprintText));

    [TestCaseSource(typeof(SchemaCases), nameof(SchemaCases.HarmlessEdits))]
    public void Of_EditThatNoValueShows_IsTheSame(SchemaPlan one, SchemaPlan other) =>
        Assert.That(new SchemaBuild(other).FingerprintText, Is.EqualTo(new SchemaBuild(one).FingerprintText));

    [Test]
    public void Of_ParametersAndSettings_Count()
    {
        string[] all =
        [
            Of<int>("Pair"),
            Of<int>("None"),
            Of<int>("Pair", ignore: ["region"]),
            Of<int>("Pair", ignore: ["id"]),
            Of<int>("Pair", varyBy: ["Culture"]),
            Of<int>("Pair", varyBy: ["Tenant"]),
            Of<int>("Pair", varyBy: ["Culture", "Tenant"]),
            Of<int>("Pair", varyBy: ["Tenant", "Culture"]),
            Of<int>("Pair", compareIgnore: ["At"]),
            Of<int>("Pair", compareIgnore: ["At", "By"]),
            Of<int?>("Pair"),
            Of<long>("Pair"),
            Of<IReadOnlyList<int>>("Pair"),
            Of<List<int>>("Pair"),
            Of<int[]>("Pair"),
        ];

        Assert.That(all, Is.Unique);
    }

    [Test]
    public void Of_ParametersThatSwappedNames_IsAnother() =>
        Assert.That(Of<int>("Named", typeof(IOne)), Is.Not.EqualTo(Of<int>("Named", typeof(IOther))));

    [Test]
    public void Of_CompareIgnoreInAnotherOrder_IsTheSame() =>
        Assert.That(Of<int>("Pair", compareIgnore: ["By", "At", "By"]), Is.EqualTo(Of<int>("Pair", compareIgnore: ["At", "By"])));

    [Test]
    public void Of_CodecThatHasBeenUsed_IsTheSame()
    {
        var shapes = new TypeShapes();
        KeySchema keys = KeyZoo.Schema("Pair");
        PayloadCodec codec = new PayloadCodecs(shapes, PayloadUse.Results).Find(typeof(Golden), out _)!;
        TypeShape shape = shapes.Find(typeof(Golden), out _)!;
        byte[] before = SchemaFingerprint.Of(keys, [], shape, [], codec);
        Golden value = new Golden.Derived { Leaves = { new Golden.Leaf { Text = "a", Color = KeyZoo.Color.Red } }, Times = [] };

        codec.Deserialize(codec.Serialize(value));

        Assert.That(SchemaFingerprint.Of(keys, [], shape, [], codec), Is.EqualTo(before));
    }

    [Test]
    public void Of_OtherCultureAndOtherTypesLoadedBefore_IsTheSame()
    {
        string expected = Of<Golden>("Encoded");
        var shapes = new TypeShapes();
        shapes.Find(typeof(Golden.Leaf), out _);
        shapes.Find(typeof(List<Golden>), out _);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.That(Of<Golden>("Encoded", shapes: shapes), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Of<T>(
        string method, Type? service = null, string[]? ignore = null, string[]? varyBy = null, string[]? compareIgnore = null,
        TypeShapes? shapes = null)
    {
        shapes ??= new TypeShapes();
        varyBy ??= [];
        KeySchema keys = KeySchema.TryCreate(
            (service ?? typeof(KeyZoo.IMethods)).GetMethod(method)!, ignore ?? [], varyBy.Length, shapes,
            new CanonicalWriters(shapes, CanonicalRules.ForKeys), type => new JsonCodec(type), out _)!;
        PayloadCodec codec = new PayloadCodecs(shapes, PayloadUse.Results).Find(typeof(T), out _)!;
        return Convert.ToHexStringLower(
            SchemaFingerprint.Of(keys, varyBy, shapes.Find(typeof(T), out _)!, compareIgnore ?? [], codec));
    }

    private interface IOne
    {
        void Named(int from, int to);
    }

    private interface IOther
    {
        void Named(int to, int from);
    }

    [KnownType(typeof(Derived))]
    internal class Golden
    {
        public int Id { get; set; }

        public List<Leaf?> Leaves { get; } = [];

        public Dictionary<string, DateTimeOffset>? Times { get; set; }

        public Golden? Parent { get; set; }

        [ProtoContract]
        internal sealed record Leaf
        {
            [ProtoMember(3)]
            public string? Text { get; set; }

            [ProtoMember(1)]
            public KeyZoo.Color? Color { get; set; }
        }

        internal sealed class Derived : Golden
        {
            [CompareIgnore]
            public DateTime At { get; set; }
        }
    }
}
