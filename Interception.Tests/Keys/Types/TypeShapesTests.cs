using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text.Json;
using Interception.Keys.Types;
using NUnit.Framework;
using static Interception.Tests.Keys.Types.ShapeZoo;

namespace Interception.Tests.Keys.Types;

[TestFixture]
internal sealed class TypeShapesTests
{
    private readonly TypeShapes _shapes = new();

    [TestCase(typeof(int), ShapeKind.Scalar)]
    [TestCase(typeof(nuint), ShapeKind.Scalar)]
    [TestCase(typeof(Int128), ShapeKind.Scalar)]
    [TestCase(typeof(BigInteger), ShapeKind.Scalar)]
    [TestCase(typeof(Half), ShapeKind.Scalar)]
    [TestCase(typeof(string), ShapeKind.Scalar)]
    [TestCase(typeof(byte[]), ShapeKind.Scalar)]
    [TestCase(typeof(JsonElement), ShapeKind.Scalar)]
    [TestCase(typeof(Version), ShapeKind.Scalar)]
    [TestCase(typeof(Size), ShapeKind.Scalar)]
    [TestCase(typeof(Guid?), ShapeKind.Nullable)]
    [TestCase(typeof(Point?), ShapeKind.Nullable)]
    [TestCase(typeof(int[]), ShapeKind.Sequence)]
    [TestCase(typeof(IEnumerable<string>), ShapeKind.Sequence)]
    [TestCase(typeof(ObservableCollection<Point>), ShapeKind.Sequence)]
    [TestCase(typeof(ImmutableArray<byte[]>), ShapeKind.Sequence)]
    [TestCase(typeof(Queue<Node>), ShapeKind.Sequence)]
    [TestCase(typeof(HashSet<int?>), ShapeKind.Set)]
    [TestCase(typeof(IReadOnlySet<string>), ShapeKind.Set)]
    [TestCase(typeof(ImmutableSortedSet<string>), ShapeKind.Set)]
    [TestCase(typeof(IReadOnlyDictionary<string, Point>), ShapeKind.Map)]
    [TestCase(typeof(ConcurrentDictionary<string, Node>), ShapeKind.Map)]
    [TestCase(typeof(ImmutableSortedDictionary<int, byte[]>), ShapeKind.Map)]
    [TestCase(typeof((int, string)), ShapeKind.Object)]
    [TestCase(typeof(Tuple<int, Node>), ShapeKind.Object)]
    [TestCase(typeof(KeyValuePair<string, int[]>), ShapeKind.Object)]
    [TestCase(typeof(Node), ShapeKind.Object)]
    [TestCase(typeof(Point), ShapeKind.Object)]
    public void Find_AdmittedType_HasItsKind(Type type, object kind)
    {
        TypeShape? shape = _shapes.Find(type, out string? problem);

        Assert.That(problem, Is.Null);
        Assert.That(shape?.Kind, Is.EqualTo(kind));
        Assert.That(_shapes.Find(type, out _), Is.SameAs(shape));
    }

    [TestCase(
        typeof(Page),
        "ShapeZoo.Page.Items[].Tag: "
        + "'System.Object' has no known derived types; use a concrete type, or name them with "
        + "[JsonDerivedType] on it")]
    [TestCase(
        typeof(Shapeless),
        "ShapeZoo.Shapeless: "
        + "'Interception.Tests.Keys.Types.ShapeZoo.Shapeless' has no known derived types; use a concrete type, "
        + "or name them with [JsonDerivedType] on it")]
    [TestCase(
        typeof(List<List<int>>),
        "List<List<int>>: "
        + "'System.Collections.Generic.List<System.Collections.Generic.List<System.Int32>>' nests a collection "
        + "in a collection; wrap the inner one in a class")]
    [TestCase(
        typeof(Dictionary<string, int[]>),
        "Dictionary<string, int[]>: "
        + "'System.Collections.Generic.Dictionary<System.String, System.Int32[]>' nests a collection in a "
        + "collection; wrap the inner one in a class")]
    [TestCase(
        typeof(ImmutableArray<int>?),
        "ImmutableArray<int>?: "
        + "'System.Nullable<System.Collections.Immutable.ImmutableArray<System.Int32>>' is a nullable "
        + "collection; use List or an array")]
    [TestCase(
        typeof(int[,]),
        "int[,]: "
        + "'System.Int32[,]' is a multi-dimensional array; use a one-dimensional one, with the dimensions "
        + "beside it")]
    [TestCase(typeof(Action), "Action: 'System.Action' is a delegate; only data can be cached")]
    [TestCase(typeof(WithEvent), "ShapeZoo.WithEvent.Changed: 'System.EventHandler' is a delegate; only data can be cached")]
    [TestCase(typeof(Type), "Type: 'System.Type' names code, not data; use its name as a string")]
    [TestCase(
        typeof(Stream),
        "Stream: "
        + "'System.IO.Stream' is a framework type that can't be copied; use a type of your own that holds what "
        + "counts")]
    [TestCase(
        typeof(Task<int>),
        "Task<int>: "
        + "'System.Threading.Tasks.Task<System.Int32>' is a framework type that can't be copied; use a type of "
        + "your own that holds what counts")]
    [TestCase(
        typeof(Failing),
        "ShapeZoo.Failing: "
        + "'System.Exception' is a framework type that can't be copied; use a type of your own that holds what "
        + "counts")]
    [TestCase(typeof(Span<int>), "Span<int>: 'System.Span<System.Int32>' is a ref struct, which can't be kept; use an array")]
    [TestCase(typeof(int*), "int*: 'System.Int32*' is a pointer; only data can be cached")]
    [TestCase(typeof(List<>), "List<T>: 'System.Collections.Generic.List<T>' is an open generic type; close it")]
    [TestCase(
        typeof(Tags),
        "ShapeZoo.Tags: "
        + "'Interception.Tests.Keys.Types.ShapeZoo.Tags' is a collection class of its own, whose extra state "
        + "would be lost in a copy; use List, or a class that holds one")]
    [TestCase(
        typeof(Partial),
        "ShapeZoo.Partial.Lost: "
        + "the contract of 'Interception.Tests.Keys.Types.ShapeZoo.Partial' does not map it, so it would be "
        + "lost in a copy; map it with [ProtoMember] or [DataMember], or mark it [ProtoIgnore] or "
        + "[IgnoreDataMember]")]
    [TestCase(
        typeof(Misnamed),
        "ShapeZoo.Misnamed: "
        + "'System.String' is named as a derived type but does not derive from "
        + "'Interception.Tests.Keys.Types.ShapeZoo.Misnamed'; remove the attribute")]
    public void Find_RefusedType_SaysWhereWhyAndWhatToDo(Type type, string expected)
    {
        TypeShape? shape = _shapes.Find(type, out string? problem);

        Assert.That(shape, Is.Null);
        Assert.That(problem, Is.EqualTo(expected));
    }

    [Test]
    public void Find_GenericTypeWithoutEnd_IsRefusedInsteadOfOverflowing()
    {
        Assert.That(_shapes.Find(typeof(Endless<int>), out string? problem), Is.Null);
        Assert.That(problem, Does.EndWith("is made of too many types, or of itself without end; use a plainer type"));
    }

    [Test]
    public void Find_AfterARefusal_LeavesNoHalfBuiltShape()
    {
        _shapes.Find(typeof(Page), out _);

        Assert.That(_shapes.Find(typeof(Line), out string? problem), Is.Null);
        Assert.That(problem, Does.StartWith("ShapeZoo.Line.Tag: "));
    }

    [Test]
    public void Find_Class_ListsPrivateStateByDeveloperNamesAndSkipsNonSerialized()
    {
        TypeShape shape = _shapes.Find(typeof(Dog), out _)!;

        Assert.That(shape.Members.Select(member => member.Name), Is.EqualTo(["Age"]));
        Assert.That(shape.Base!.Type, Is.EqualTo(typeof(Animal)));
        Assert.That(shape.Base.Members.Select(member => member.Name), Is.EqualTo(["Name", "_secret"]));
    }

    [Test]
    public void Find_RecursiveType_RefersToItself()
    {
        TypeShape shape = _shapes.Find(typeof(Node), out _)!;

        Assert.That(shape.Members.Select(member => member.Name), Is.EqualTo(["Children", "Next", "Value"]));
        Assert.That(shape.Members[1].Shape, Is.SameAs(shape));
        Assert.That(shape.Members[0].Shape.Item, Is.SameAs(shape));
    }

    [Test]
    public void Find_TypeWithNamedSubtypes_ListsThemSorted()
    {
        Assert.That(SubtypesOf(typeof(Form)), Is.EqualTo([typeof(Circle), typeof(Square)]));
        Assert.That(SubtypesOf(typeof(Vehicle)), Is.EqualTo([typeof(Car)]));
    }

    [Test]
    public void Find_AbstractBaseWithoutSubtypes_CountsInItsDerivedType() =>
        Assert.That(_shapes.Find(typeof(Shaped), out _)!.Base!.Members.Single().Name, Is.EqualTo("Number"));

    [Test]
    public void Find_Contract_ListsWhatItMaps()
    {
        TypeShape proto = _shapes.Find(typeof(Vehicle), out _)!;
        TypeShape data = _shapes.Find(typeof(Contract), out _)!;

        Assert.That(proto.IsContract && data.IsContract, Is.True);
        Assert.That(proto.Members.Select(member => member.Name), Is.EqualTo(["Wheels"]));
        Assert.That(data.Members.Select(member => member.Name), Is.EqualTo(["Kept"]));
        Assert.That(_shapes.Find(typeof(Node), out _)!.IsContract, Is.False);
    }

    [Test]
    public void Find_MarkedMembers_AreFlaggedEvenOnRecordParameters()
    {
        IReadOnlyList<MemberShape> members = _shapes.Find(typeof(Query), out _)!.Members;

        Assert.That(members.Where(m => m.KeyIgnored).Select(m => m.Name), Is.EqualTo(["Trace"]));
        Assert.That(members.Where(m => m.CompareIgnored).Select(m => m.Name), Is.EqualTo(["At"]));
    }

    [Test]
    public void Find_AnonymousTypeAndTuple_HaveTheirMembersNames()
    {
        var anonymous = new { Id = 1, Name = "n" };

        Assert.That(_shapes.Find(anonymous.GetType(), out _)!.Members.Select(m => m.Name), Is.EqualTo(["Id", "Name"]));
        Assert.That(_shapes.Find(typeof(Tuple<int, int>), out _)!.Members.Select(m => m.Name), Is.EqualTo(["Item1", "Item2"]));
    }

    [Test]
    public void Find_ImplicitContract_MapsWhatItSays()
    {
        Assert.That(_shapes.Find(typeof(AllFields), out _)!.Members.Select(member => member.Source.Name), Is.EqualTo(["_hidden"]));
        Assert.That(_shapes.Find(typeof(AllPublic), out _)!.Members.Select(member => member.Name), Is.EqualTo(["Shown"]));
    }

    [Test]
    public void FindUnknown_Names_FindsTheOneThatMeansNothing()
    {
        TypeShape shape = _shapes.Find(typeof(List<Dog>), out _)!;

        Assert.That(MemberNames.FindUnknown(["Name", "Dog.Name", "Animal._secret", "ShapeZoo.Dog.Age"], shape), Is.Null);
        Assert.That(MemberNames.FindUnknown(["Name", "Cat.Name"], shape), Is.EqualTo("Cat.Name"));
        Assert.That(MemberNames.FindUnknown(["name"], shape), Is.EqualTo("name"));
    }

    private IEnumerable<Type> SubtypesOf(Type type) => _shapes.Find(type, out _)!.Subtypes.Select(subtype => subtype.Type);
}
