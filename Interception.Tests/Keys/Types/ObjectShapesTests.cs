using Interception.Keys.Types;
using NUnit.Framework;
using static Interception.Tests.Keys.Types.ShapeZoo;

namespace Interception.Tests.Keys.Types;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ObjectShapesTests
{
    private readonly TypeShapes _shapes = new();

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
        Assert.That(_shapes.Find(typeof(AllFields), out _)!.Members.Select(member => member.Name), Is.EqualTo(["_hidden"]));
        Assert.That(_shapes.Find(typeof(AllPublic), out _)!.Members.Select(member => member.Name), Is.EqualTo(["Shown"]));
    }

    private IEnumerable<Type> SubtypesOf(Type type) => _shapes.Find(type, out _)!.Subtypes.Select(subtype => subtype.Type);
}
