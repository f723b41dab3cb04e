using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using Interception.Keys.Types;

namespace Interception.Tests.Keys.Types;

/// <summary>Types that say of themselves that they can't be taken apart, each asked of shapes that know nothing yet.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    private const string Space = "Interception.Tests.Keys.Types.RefusalTests.";

    [TestCase(
        typeof(object),
        "object: 'System.Object' has no known derived types; use a concrete type, or name them with [JsonDerivedType] on it")]
    [TestCase(
        typeof(ValueType),
        "ValueType: 'System.ValueType' has no known derived types; use a concrete type, or name them with [JsonDerivedType] on it")]
    [TestCase(typeof(Inline), $"RefusalTests.Inline: '{Space}Inline' is a fixed-size buffer; use an array")]
    [TestCase(typeof(Fixed), $"RefusalTests.Fixed.Items: '{Space}Fixed.<Items>e__FixedBuffer' is a fixed-size buffer; use an array")]
    [TestCase(typeof(Mute), "RefusalTests.Mute.Sink: the contract maps a property that can't be read; give it a getter")]
    [TestCase(
        typeof(Guarded),
        $"RefusalTests.Guarded: '{Space}Guarded' can't be examined (InvalidOperationException: not here); use another type")]
    public void Find_RefusedType_SaysWhereWhyAndWhatToDo(Type type, string expected)
    {
        var shapes = new TypeShapes();

        TypeShape? shape = shapes.Find(type, out string? problem);

        Assert.That(shape, Is.Null);
        Assert.That(problem, Is.EqualTo(expected));
        Assert.That(shapes.Find(type, out string? again), Is.Null);
        Assert.That(again, Is.SameAs(problem), "found once");
    }

    [InlineArray(4)]
    private struct Inline
    {
        public int Item;
    }

    private unsafe struct Fixed
    {
        public fixed int Items[4];
    }

    [DataContract]
    private sealed class Mute
    {
        public int Heard() => 0;

        [DataMember]
        public int Sink
        {
            set => _ = value;
        }
    }

    [Guard]
    private sealed class Guarded;

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class GuardAttribute : Attribute
    {
        public GuardAttribute() => throw new InvalidOperationException("not here");
    }
}
