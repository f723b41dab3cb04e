using System.Text.Json.Serialization;
using Interception.Keys.Types;

namespace Interception.Tests.Keys.Types;

/// <summary>How far a type is followed, and the paths to what is wrong in it. Each test asks shapes that know nothing yet.</summary>
[TestFixture]
internal sealed class ShapeBuilderTests
{
    private const int MaxDepth = 128;
    private const int MaxTypes = 2048;
    private const string TooMuch = "is made of too many types, or of itself without end; use a plainer type";

    private const string NoStream =
        "'System.IO.Stream' is a framework type that can't be copied; use a type of your own that holds what counts";

    [TestCase(MaxDepth, true)]
    [TestCase(MaxDepth + 1, false)]
    [Property("Failure", "S16")]
    public void Find_TypesInsideOneAnother_AreFollowedSoFar(int levels, bool isFound)
    {
        TypeShape? shape = new TypeShapes().Find(Nested(levels, typeof(int)), out string? problem);

        Assert.That(shape is not null, Is.EqualTo(isFound));
        Assert.That(problem, isFound ? Is.Null : Does.EndWith(TooMuch));
    }

    [Test]
    public void Find_DeepTypesSideBySide_AreNoDeeperThanEachOfThem()
    {
        Type[] sides = [.. ((Type[])[typeof(int), typeof(long), typeof(string)]).Select(leaf => Nested(MaxDepth - 1, leaf))];

        Assert.That(new TypeShapes().Find(typeof(ValueTuple<,,>).MakeGenericType(sides), out string? problem), Is.Not.Null, problem);
    }

    [Test, Property("Failure", "S16")]
    public void Find_VeryManyTypes_AreFollowedSoFar()
    {
        Type most = Wide(MaxTypes);

        Assert.That(new TypeShapes().Find(most, out string? problem), Is.Not.Null, problem);
        Assert.That(new TypeShapes().Find(typeof(Box<>).MakeGenericType(most), out problem), Is.Null);
        Assert.That(problem, Does.EndWith(TooMuch));
    }

    [TestCase(typeof(Dictionary<Stream, int>), $"Dictionary<Stream, int>[key]: {NoStream}")]
    [TestCase(typeof(Dictionary<int, Stream>), $"Dictionary<int, Stream>[]: {NoStream}")]
    [TestCase(typeof(List<Stream>), $"List<Stream>[]: {NoStream}")]
    [TestCase(typeof(Parent), $"ShapeBuilderTests.Parent(ShapeBuilderTests.Child).Body: {NoStream}")]
    [TestCase(typeof(Box<Stream>[]), $"ShapeBuilderTests.Box<Stream>[][].Value: {NoStream}")]
    public void Find_RefusedPart_IsNamedByThePathToIt(Type type, string expected)
    {
        TypeShape? shape = new TypeShapes().Find(type, out string? problem);

        Assert.That((shape, problem), Is.EqualTo(((TypeShape?)null, expected)));
    }

    // Whoever compares two answers looks at one shape per type.
    [TestCase(typeof(Base), typeof(Derived))]
    [TestCase(typeof(Root), typeof(Branch))]
    public void Find_BaseThatStandsByItself_IsTheBaseOfItsDerivedType(Type baseType, Type derived)
    {
        var shapes = new TypeShapes();
        TypeShape shape = shapes.Find(derived, out _)!;

        Assert.That(shapes.Find(baseType, out _), Is.Not.Null.And.SameAs(shape.Base));
    }

    [Test]
    public void ToString_Shape_SaysWhatItIs() =>
        Assert.That(new TypeShapes().Find(typeof(int[]), out _)!.ToString(), Is.EqualTo("Sequence System.Int32[]"));

    /// <summary>A type that is so many levels deep.</summary>
    private static Type Nested(int levels, Type leaf)
    {
        Type type = leaf;
        for (int level = 1; level < levels; level++)
        {
            type = typeof(Box<>).MakeGenericType(type);
        }

        return type;
    }

    /// <summary>A type made of so many types: eleven scalars, triples of them, and pairs that bring the triples together.</summary>
    private static Type Wide(int types)
    {
        Type[] scalars =
        [
            typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(short), typeof(ushort), typeof(byte), typeof(sbyte),
            typeof(char), typeof(bool), typeof(string),
        ];
        IEnumerable<Type> triples = scalars.SelectMany(
            one => scalars.SelectMany(two => scalars.Select(three => typeof(Tuple<,,>).MakeGenericType(one, two, three))));
        var open = new Queue<Type>(triples.Take((types - scalars.Length + 1) / 2));
        while (open.Count > 1)
        {
            open.Enqueue(typeof(Tuple<,>).MakeGenericType(open.Dequeue(), open.Dequeue()));
        }

        return open.Dequeue();
    }

    private sealed class Box<T>
    {
        public T? Value { get; set; }
    }

    [JsonDerivedType(typeof(Child))]
    private class Parent;

    private sealed class Child : Parent
    {
        public Stream? Body { get; set; }
    }

    private class Base;

    private sealed class Derived : Base;

    [JsonDerivedType(typeof(Branch))]
    private abstract class Root;

    private sealed class Branch : Root;
}
