using System.Globalization;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadCodecTests
{
    [Test, Property("Failure", "S10")]
    public void Deserialize_PrivateState_ComesBackWithoutAConstructor()
    {
        var original = new Zoo.Line("a", 1.0m);
        original.Reprice(1.00m);

        Zoo.Line copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy, Is.Not.SameAs(original));
            Assert.That(copy.Name, Is.EqualTo("a"));
            Assert.That(copy.Price.ToString(CultureInfo.InvariantCulture), Is.EqualTo("1.00"));
            Assert.That(copy.Changes, Is.EqualTo(1));
        });
    }

    [Test]
    public void Deserialize_RecordsAndStructs_ComeBackEqual()
    {
        Zoo.Positional positional = Copies.Of(new Zoo.Positional(null, 0, []));
        Assert.Multiple(() =>
        {
            Assert.That(positional.Name, Is.Null);
            Assert.That(positional.Items, Is.Not.Null.And.Empty);
            Assert.That(Copies.Of(new Zoo.OpenRecord("n")), Is.EqualTo(new Zoo.OpenRecord("n")));
            Assert.That(Copies.Of(new Zoo.Place(1, -2)), Is.EqualTo(new Zoo.Place(1, -2)));
            Assert.That(Copies.Of<Zoo.Cursor?>(null), Is.Null);
            Assert.That(Copies.Of<Zoo.Cursor?>(new Zoo.Cursor(0, null)), Is.EqualTo(new Zoo.Cursor(0, null)));
            Assert.That(
                Copies.Of(new[] { default, new Zoo.Cursor(1, "t") }),
                Is.EqualTo(new[] { default, new Zoo.Cursor(1, "t") }));
            Assert.That(Copies.Of(new { Name = "anonymous", Count = 0 }), Is.EqualTo(new { Name = "anonymous", Count = 0 }));
            Assert.That(Copies.Of(new Zoo.Empty()), Is.Not.Null);
        });
    }

    [Test]
    public void Deserialize_InitOnlyMembers_ComeBack()
    {
        Zoo.InitOnly copy = Copies.Of(new Zoo.InitOnly { Name = "n", Where = new(0, 0), Cursor = new(2, "c"), Note = "field" });

        Assert.Multiple(() =>
        {
            Assert.That(copy.Name, Is.EqualTo("n"));
            Assert.That(copy.Where, Is.EqualTo(new Zoo.Place(0, 0)));
            Assert.That(copy.Cursor, Is.EqualTo(new Zoo.Cursor(2, "c")));
            Assert.That(copy.Note, Is.EqualTo("field"));
        });
    }

    [Test, Property("Failure", "S11")]
    public void Deserialize_NamedDerivedTypes_KeepTheirTypes()
    {
        List<Zoo.Shape> copy = Copies.Of<List<Zoo.Shape>>([new Zoo.Circle(1, 2.5), new Zoo.Square(2, 3)]);

        Assert.Multiple(() =>
        {
            Assert.That(copy[0], Is.TypeOf<Zoo.Circle>().With.Property("Id").EqualTo(1).And.Property("Radius").EqualTo(2.5));
            Assert.That(copy[1], Is.TypeOf<Zoo.Square>().With.Property("Id").EqualTo(2).And.Property("Side").EqualTo(3));
            Assert.That(
                Copies.Of<Zoo.IAnimal>(new Zoo.Cat { Name = "c" }),
                Is.TypeOf<Zoo.Cat>().With.Property("Name").EqualTo("c"));
        });
    }

    [Test]
    public void Deserialize_InheritedState_ComesBack()
    {
        var changed = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var original = new Zoo.Both
        {
            Plain = new() { Name = "p" },
            Special = new() { Name = "s", Age = 3, ChangedAt = changed },
        };

        Zoo.Both copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Plain, Is.TypeOf<Zoo.Named>().With.Property("Name").EqualTo("p"));
            Assert.That(copy.Special!.Age, Is.EqualTo(3));
            Assert.That(copy.Special.Name, Is.EqualTo("s"));
            Assert.That(copy.Special.ChangedAt, Is.EqualTo(changed));
            Assert.That(copy.Special.ChangedAt.Kind, Is.EqualTo(DateTimeKind.Utc));
        });
    }

    [Test]
    public void Serialize_UnnamedDerivedType_Throws() =>
        Assert.That(() => Copies.CodecOf(typeof(Zoo.Named)).Serialize(new Zoo.Person()), Throws.Exception);

    [Test]
    public void Deserialize_RecursiveNodes_ComeBack()
    {
        var original = new Zoo.Node { Value = 1, Next = new() { Value = 2, Children = [] }, Children = [new() { Value = 3 }] };

        Zoo.Node copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Next!.Value, Is.EqualTo(2));
            Assert.That(copy.Next.Children, Is.Not.Null.And.Empty);
            Assert.That(copy.Next.Next, Is.Null);
            Assert.That(copy.Children!.Single().Value, Is.EqualTo(3));
            Assert.That(copy.Children!.Single().Children, Is.Null);
        });
    }

    [Test, Property("Failure", "S12")]
    public void Serialize_Cycle_Throws()
    {
        PayloadCodec codec = Copies.CodecOf(typeof(Zoo.Web));
        var next = new Zoo.Web();
        next.Next = next;
        var list = new Zoo.Web { List = [] };
        list.List.Add(list);
        var map = new Zoo.Web { Map = [] };
        map.Map["self"] = map;
        var pair = new Zoo.Web { Pairs = [] };
        pair.Pairs.Add((1, pair));
        var derived = new Zoo.DerivedWeb();
        derived.Next = derived;

        Assert.Multiple(() =>
        {
            foreach (Zoo.Web web in new[] { next, list, map, pair, derived })
            {
                Assert.That(() => codec.Serialize(web), Throws.Exception);
            }
        });
    }

    [Test]
    public void Serialize_DepthBeyondTheLimit_Throws()
    {
        Zoo.Node? node = null;
        for (int level = 0; level < 100_000; level++)
        {
            node = new Zoo.Node { Next = node };
        }

        Assert.That(() => Copies.CodecOf(typeof(Zoo.Node)).Serialize(node), Throws.Exception);
    }

    [Test]
    public void Deserialize_Contracts_KeepTheirContract()
    {
        Zoo.Contract copy = Copies.Of(new Zoo.Contract { Text = "t", Items = [null, "i"], Bytes = [], Ignored = 6 });

        Assert.Multiple(() =>
        {
            Assert.That(copy.Text, Is.EqualTo("t"));
            Assert.That(copy.Items, Is.EqualTo(new[] { null, "i" }));
            Assert.That(copy.Bytes, Is.Not.Null.And.Empty);
            Assert.That(copy.Ignored, Is.EqualTo(5));
            Assert.That(Copies.Of(new Zoo.NoDefaultConstructor(4)).Value, Is.EqualTo(4));
            Assert.That(
                Copies.Of<Zoo.BaseContract>(new Zoo.DerivedContract { Id = 1, Name = "d" }),
                Is.TypeOf<Zoo.DerivedContract>().With.Property("Id").EqualTo(1).And.Property("Name").EqualTo("d"));
            Assert.That(Copies.Of(new Zoo.DerivedContract { Id = 1, Name = "d" }).Id, Is.EqualTo(1));
        });
    }

    [Test]
    public void Serialize_Arguments_LeavesOutIgnoredMembers()
    {
        var query = new Zoo.Query("t", "trace");
        var contract = new Zoo.ContractQuery { Text = "t", Trace = "trace" };

        Assert.Multiple(() =>
        {
            Assert.That(Copies.Of(query, PayloadUse.Arguments), Is.EqualTo(new Zoo.Query("t", null)));
            Assert.That(Copies.Of(query), Is.EqualTo(query));
            Assert.That(Copies.Of(contract, PayloadUse.Arguments).Trace, Is.Null);
            Assert.That(Copies.Of(contract, PayloadUse.Arguments).Text, Is.EqualTo("t"));
            Assert.That(Copies.Of(contract).Trace, Is.EqualTo("trace"));
        });
    }
}
