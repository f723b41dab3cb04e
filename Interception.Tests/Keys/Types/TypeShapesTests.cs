using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text.Json;
using Interception.Keys.Types;
using NUnit.Framework;
using static Interception.Tests.Keys.Types.ShapeZoo;

namespace Interception.Tests.Keys.Types;

// Each test asks shapes that know nothing yet: what one has found must not answer for another.
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
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
    [Property("Failure", "S9")]
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
        typeof(ReadOnlyCollection<int>),
        "ReadOnlyCollection<int>: "
        + "'System.Collections.ObjectModel.ReadOnlyCollection<System.Int32>' is a framework type that can't be copied; use a type "
        + "of your own that holds what counts")]
    [TestCase(
        typeof(FrozenSet<int>),
        "FrozenSet<int>: "
        + "'System.Collections.Frozen.FrozenSet<System.Int32>' is a framework type that can't be copied; use a type of your own "
        + "that holds what counts")]
    [TestCase(
        typeof(Lazy<int>),
        "Lazy<int>: 'System.Lazy<System.Int32>' is a framework type that can't be copied; use a type of your own that holds what counts")]
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
    [Property("Failure", "S8"), Property("Failure", "S9"), Property("Failure", "S10"), Property("Failure", "S16")]
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
}
