using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadCollectionTests
{
    [Test, Property("Failure", "S7")]
    public void Deserialize_NullAndZeroMembers_DoesNotResurrectInitializers()
    {
        var original = new Zoo.Initialized { Text = null, Number = 0, Maybe = null, List = null, Map = null, Bytes = null };

        Zoo.Initialized copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Text, Is.Null);
            Assert.That(copy.Number, Is.Zero);
            Assert.That(copy.Maybe, Is.Null);
            Assert.That(copy.List, Is.Null);
            Assert.That(copy.Map, Is.Null);
            Assert.That(copy.Bytes, Is.Null);
        });
    }

    [Test, Property("Failure", "S7")]
    public void Deserialize_EmptyMembers_StayEmptyAndAreNotAppendedTo()
    {
        var original = new Zoo.Initialized { Text = "", Number = 1, Maybe = 0, List = [], Map = [], Bytes = [] };

        Zoo.Initialized copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Text, Is.Empty);
            Assert.That(copy.Maybe, Is.Zero);
            Assert.That(copy.List, Is.Not.Null.And.Empty);
            Assert.That(copy.Map, Is.Not.Null.And.Empty);
            Assert.That(copy.Bytes, Is.Not.Null.And.Empty);
        });
    }

    [Test]
    public void Deserialize_InitializedLists_AreReplaced()
    {
        var original = new Zoo.Initialized { List = [3], Map = new() { ["b"] = 2 }, Bytes = [9] };

        Zoo.Initialized copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.List, Is.EqualTo(new[] { 3 }));
            Assert.That(copy.Map, Is.EqualTo(original.Map));
            Assert.That(copy.Bytes, Is.EqualTo(new byte[] { 9 }));
        });
    }

    [Test, Property("Failure", "S13")]
    public void Deserialize_NullItems_StayNull()
    {
        var original = new Zoo.Lists
        {
            Strings = [null, "", "a"],
            Numbers = [null, 0, 1],
            Lines = [null, new Zoo.Line("l", 1.50m)],
            Map = new() { ["none"] = null, ["empty"] = "", ["some"] = "s" },
            LineMap = new Dictionary<int, Zoo.Line?> { [0] = null, [1] = new("l", 2m) },
            Set = [],
            Versions = [null, new Version(1, 2)],
            Blobs = [null, [], [1]],
        };

        Zoo.Lists copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Strings, Is.EqualTo(original.Strings));
            Assert.That(copy.Numbers, Is.EqualTo(original.Numbers));
            Assert.That(copy.Lines![0], Is.Null);
            Assert.That(copy.Lines[1]!.Price.ToString(CultureInfo.InvariantCulture), Is.EqualTo("1.50"));
            Assert.That(copy.Map, Is.EqualTo(original.Map));
            Assert.That(copy.LineMap![0], Is.Null);
            Assert.That(copy.LineMap[1]!.Name, Is.EqualTo("l"));
            Assert.That(copy.Set, Is.Not.Null.And.Empty);
            Assert.That(copy.Versions, Is.EqualTo(original.Versions));
            Assert.That(copy.Blobs, Is.EqualTo(original.Blobs));
        });
    }

    [Test]
    public void Deserialize_ImmutableCollections_ComeBack()
    {
        var original = new Zoo.Immutables
        {
            Array = [null, "a"],
            List = [],
            HashSet = ["x", "y"],
            SortedSet = [2, 1],
            Map = ImmutableDictionary<string, int>.Empty.Add("k", 0),
            SortedMap = ImmutableSortedDictionary<string, string?>.Empty.Add("k", null),
        };

        Zoo.Immutables copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Array, Is.EqualTo(original.Array));
            Assert.That(copy.List, Is.Not.Null.And.Empty);
            Assert.That(copy.HashSet, Is.EquivalentTo(original.HashSet));
            Assert.That(copy.SortedSet, Is.EqualTo(original.SortedSet));
            Assert.That(copy.Map, Is.EqualTo(original.Map));
            Assert.That(copy.SortedMap, Is.EqualTo(original.SortedMap));
            Assert.That(Copies.Of<ImmutableArray<int>>([1]), Is.EqualTo(new[] { 1 }));
            Assert.That(Copies.Of<ImmutableArray<int>>([]).IsDefault, Is.False);
        });
    }

    [Test]
    public void Deserialize_NullImmutableCollections_StayNull()
    {
        Zoo.Immutables copy = Copies.Of(new Zoo.Immutables());

        Assert.Multiple(() =>
        {
            Assert.That(copy.List, Is.Null);
            Assert.That(copy.HashSet, Is.Null);
            Assert.That(copy.Map, Is.Null);
            Assert.That(copy.SortedMap, Is.Null);
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Deserialize_OtherCollections_ComeBack(bool empty)
    {
        int[] items = empty ? [] : [3, 1, 2];
        string[] names = empty ? [] : ["b", "a"];
        var map = names.ToDictionary(name => name, name => name.Length);
        var original = new Zoo.OtherCollections
        {
            Collection = [.. items],
            Observable = [.. names],
            Linked = new(items),
            Queue = new(items),
            SortedSet = [.. items],
            SortedMap = new(map),
            Concurrent = new(map),
            ISet = new HashSet<int>(items),
            ReadOnlySet = new HashSet<int>(items),
            IList = [.. items],
            ICollection = [.. items],
            IMap = map,
        };

        Zoo.OtherCollections copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            foreach (PropertyInfo property in typeof(Zoo.OtherCollections).GetProperties())
            {
                Assert.That(
                    property.GetValue(copy),
                    Is.Not.Null.And.EquivalentTo((System.Collections.IEnumerable)property.GetValue(original)!),
                    property.Name);
            }

            Assert.That(copy.Queue, Is.EqualTo(items));
            Assert.That(copy.Linked, Is.EqualTo(items));
        });
    }

    [Test]
    public void Deserialize_ListOfPairs_KeepsDuplicatesAndNulls()
    {
        List<KeyValuePair<string, int?>> pairs = [new("a", 1), new("a", null), new("b", 0)];

        Assert.That(Copies.Of(pairs), Is.EqualTo(pairs));
    }
}
