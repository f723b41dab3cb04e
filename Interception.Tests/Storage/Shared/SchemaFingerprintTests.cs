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
using static Interception.Tests.Storage.Shared.SchemaPlan;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class SchemaFingerprintTests
{
    private static readonly SchemaPlan Plain = First();
    private static readonly SchemaPlan Contract = First().With(Root, one => one with { IsContract = true });

    // When this fails, either the format was changed, on purpose or not, or a new protobuf-net lays payloads out differently. If on
    // purpose: count SchemaFingerprint.Format up and put the new value here. Entries of the old format are then never read again.
    [Test]
    public void Of_KnownMethod_IsTheSameInEveryBuildOfFormat1() =>
        Assert.That(
            Of<Golden>(method: "Encoded", varyBy: ["Culture"], compareIgnore: ["At"]),
            Is.EqualTo("fe567851a6328f06e61def607011d2a5f11ae8647d01725e0688ffc4ecb9d88a"));

    private static IEnumerable<TestCaseData> Edits() =>
    [
        Case("member added", Plain, plan => plan.WithMembers(Root, all => all.Append(new("More", "int", 9)))),
        Case("member removed", Plain, plan => plan.WithMembers(Root, all => all.Skip(1))),
        Case("member renamed", Plain, plan => plan.WithMember(Root, "Id", one => one with { Name = "Ident" })),
        Case("int to long", Plain, plan => plan.WithMember(Root, "Id", one => one with { Type = "long" })),
        Case("int to nullable int", Plain, plan => plan.WithMember(Root, "Id", one => one with { Type = "int?" })),
        Case("int to enum", Plain, plan => plan.WithMember(Root, "Id", one => one with { Type = "Color" })),
        Case("string to bytes", Plain, plan => plan.WithMember(Root, "Name", one => one with { Type = "byte[]" })),
        Case("list to set", Sequence("List<int>"), _ => Sequence("HashSet<int>")),
        Case("member of an item added", Plain, plan => plan.WithMembers(Part, all => all.Append(new("More", "int", 9)))),
        Case("member of an item retyped", Plain, plan => plan.WithMember(Part, "Number", one => one with { Type = "long" })),
        Case("class to struct", Plain, plan => plan.With(Part, one => one with { IsStruct = true })),
        Case("enum renumbered", Plain, plan => plan with { Colors = [("Red", 0), ("Green", 2)] }),
        Case("enum names swapped", Plain, plan => plan with { Colors = [("Red", 1), ("Green", 0)] }),
        Case("enum member added", Plain, plan => plan with { Colors = [.. plan.Colors, ("Blue", 2)] }),
        Case("enum widened", Plain, plan => plan with { ColorsAreLong = true }),
        Case("base removed", Plain, plan => plan with { HasBase = false }),
        Case("member of the base retyped", Plain, plan => plan.WithMember(Basis, "Origin", one => one with { Type = "int" })),
        Case("member moved to the base", Plain, plan => plan
            .WithMembers(Root, all => all.Where(one => one.Name != "Weight"))
            .WithMembers(Basis, all => all.Append(new("Weight", "double?", 7)))),
        Case("derived type removed", Plain, plan => plan with { HasSubtype = false }),
        Case("member of the derived type renamed", Plain, plan => plan.WithMember(Special, "Discount", one => one with { Name = "Off" })),
        Case("made a contract", Plain, _ => Contract),
        Case("contract renumbered", Contract, plan => plan.WithMember(Root, "Id", one => one with { Number = 17 })),
        Case("numbers swapped", Contract, plan => plan
            .WithMember(Root, "Id", one => one with { Number = 2 }).WithMember(Root, "Name", one => one with { Number = 1 })),
        Case("contract written as zigzag", Contract, plan => plan.WithMember(Root, "Id", one => one with { IsZigZag = true })),
        Case("contract given a default", Contract, plan => plan.WithMember(Root, "Id", one => one with { Default = 5 })),
        Case("left out of comparisons", Plain, plan => plan.WithMember(Root, "At", one => one with { CompareIgnored = true })),
    ];

    private static IEnumerable<TestCaseData> HarmlessEdits() =>
    [
        Case("nothing", Plain, plan => plan),
        Case("statics, constants and methods added", Plain, plan => plan with { HasStatics = true }),
        Case("declared in another order", Plain, plan => plan.WithMembers(Root, all => all.Reverse()).WithMembers(Part, all => all.Reverse())),
        Case("contract declared in another order", Contract, plan => plan.WithMembers(Root, all => all.Reverse())),
        Case("enum declared in another order", Plain, plan => plan with { Colors = [.. plan.Colors.Reverse()] }),
        Case("numbers of no contract changed", Plain, plan => plan.WithMember(Root, "Id", one => one with { Number = 17 })),
    ];

    [TestCaseSource(nameof(Edits))]
    public void Of_EditedType_IsAnother(SchemaPlan one, SchemaPlan other) =>
        Assert.That(new SchemaBuild(other).FingerprintText, Is.Not.EqualTo(new SchemaBuild(one).FingerprintText));

    [TestCaseSource(nameof(HarmlessEdits))]
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
    public void Of_ParameterOrVaryByOfOneName_IsNotTakenForTheOther() =>
        Assert.That(Of<int>("Named", typeof(IOne)), Is.Not.EqualTo(Of<int>("Named", typeof(IOther))));

    [Test]
    public void Of_CompareIgnoreInAnotherOrder_IsTheSame() =>
        Assert.That(Of<int>("Pair", compareIgnore: ["By", "At", "By"]), Is.EqualTo(Of<int>("Pair", compareIgnore: ["At", "By"])));

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

    private static TestCaseData Case(string name, SchemaPlan one, Func<SchemaPlan, SchemaPlan> edit) =>
        new TestCaseData(one, edit(one)).SetArgDisplayNames(name);

    private static SchemaPlan Sequence(string type) => First().WithMembers(Root, all => all.Append(new("Numbers", type, 9)));

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
