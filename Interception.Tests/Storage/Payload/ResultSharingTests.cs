using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class ResultSharingTests
{
    private readonly ResultSharing _sharing = new(new Immutability());

    [TestCase(typeof(IReadOnlyList<string>))]
    [TestCase(typeof(IReadOnlyCollection<string>))]
    [TestCase(typeof(IEnumerable<string>))]
    [TestCase(typeof(IReadOnlyList<object>))]
    public void TryShare_ReadOnlyListOfImmutables_IsAViewOverACopy(Type declaredType)
    {
        List<string> list = ["a", "b"];

        object? view = _sharing.TryShare(declaredType, list, out bool shared);
        list[0] = "changed";

        Assert.Multiple(() =>
        {
            Assert.That(shared, Is.True);
            Assert.That(view, Is.InstanceOf(declaredType).And.EqualTo(new[] { "a", "b" }));
            Assert.That(((System.Collections.IList)view!).IsReadOnly, Is.True);
        });
    }

    [Test]
    public void TryShare_ArrayAndReadOnlyCollection_AreViewedToo()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Share<IReadOnlyList<int>>(new[] { 1 }), Is.TypeOf<ReadOnlyCollection<int>>());
            Assert.That(Share<IReadOnlyList<int>>(new ReadOnlyCollection<int>([1])), Is.TypeOf<ReadOnlyCollection<int>>());
            Assert.That(Share<IEnumerable<Zoo.OpenRecord?>>(new List<Zoo.OpenRecord?> { new("a"), null }), Is.Not.Null);
            Assert.That(Share<IReadOnlyList<ImmutableZoo.Point>>(new ImmutableZoo.Point[1]), Is.Not.Null);
        });
    }

    [Test]
    public void TryShare_ImmutableValue_IsSharedAsItIs()
    {
        var value = new Zoo.OpenRecord("a");

        Assert.Multiple(() =>
        {
            Assert.That(Share<Zoo.OpenRecord>(value), Is.SameAs(value));
            Assert.That(Share<IReadOnlyList<int>>(ImmutableList.Create(1)), Is.TypeOf<ImmutableList<int>>());
            Assert.That(_sharing.TryShare(typeof(string), null, out bool shared), Is.Null);
            Assert.That(shared, Is.True);
        });
    }

    [Test]
    public void TryShare_AllElse_IsNotShared()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Share<List<int>>(new List<int> { 1 }), Is.Null, "declared as a list");
            Assert.That(Share<IList<int>>(new List<int> { 1 }), Is.Null, "declared changeable");
            Assert.That(Share<int[]>(new[] { 1 }), Is.Null, "declared as an array");
            Assert.That(Share<IReadOnlyList<Zoo.Line>>(new List<Zoo.Line> { new("a", 1) }), Is.Null, "mutable items");
            Assert.That(Share<IReadOnlyList<object>>(new List<object> { 1, new List<int>() }), Is.Null, "one mutable item");
            Assert.That(Share<IReadOnlyList<object>>(new List<object> { (1, 2) }), Is.Null, "boxed mutable struct");
            Assert.That(
                Share<IReadOnlyCollection<string>>(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }),
                Is.Null,
                "a set");
            Assert.That(Share<IEnumerable<int>>(new Collection<int> { 1 }), Is.Null, "a collection that may be derived");
        });
    }

    [Test]
    public void TryShare_NotShared_ReturnsTheValueItself()
    {
        List<int> list = [1];

        Assert.That(_sharing.TryShare(typeof(List<int>), list, out _), Is.SameAs(list));
    }

    /// <summary>What is shared; null when nothing is.</summary>
    private object? Share<T>(object value)
    {
        object? result = _sharing.TryShare(typeof(T), value, out bool shared);
        return shared ? result : null;
    }
}
