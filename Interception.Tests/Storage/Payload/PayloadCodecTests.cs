using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadCodecTests
{
    [Test]
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

    [Test]
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

    [Test]
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
            Assert.That(Copies.Of(new[] { default, new Zoo.Cursor(1, "t") }), Is.EqualTo(new[] { default, new Zoo.Cursor(1, "t") }));
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

    [Test]
    public void Deserialize_NamedDerivedTypes_KeepTheirTypes()
    {
        List<Zoo.Shape> copy = Copies.Of<List<Zoo.Shape>>([new Zoo.Circle(1, 2.5), new Zoo.Square(2, 3)]);

        Assert.Multiple(() =>
        {
            Assert.That(copy[0], Is.TypeOf<Zoo.Circle>().With.Property("Id").EqualTo(1).And.Property("Radius").EqualTo(2.5));
            Assert.That(copy[1], Is.TypeOf<Zoo.Square>().With.Property("Id").EqualTo(2).And.Property("Side").EqualTo(3));
            Assert.That(Copies.Of<Zoo.IAnimal>(new Zoo.Cat { Name = "c" }), Is.TypeOf<Zoo.Cat>().With.Property("Name").EqualTo("c"));
        });
    }

    [Test]
    public void Deserialize_InheritedState_ComesBack()
    {
        var changed = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var original = new Zoo.Both { Plain = new() { Name = "p" }, Special = new() { Name = "s", Age = 3, ChangedAt = changed } };

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

    [Test]
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
    public void Deserialize_Scalars_KeepEachBit()
    {
        var original = new Zoo.Scalars
        {
            Utc = new DateTime(1, DateTimeKind.Utc),
            Local = new DateTime(2026, 7, 1, 2, 3, 4, DateTimeKind.Local),
            Unspecified = new DateTime(2026, 7, 1, 2, 3, 4, DateTimeKind.Unspecified),
            Offset = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(-210)),
            MaybeOffset = DateTimeOffset.MinValue,
            Scaled = 1.500m,
            NegativeZero = -0.0,
            Float = float.NaN,
            Half = Half.NegativeZero,
            Int128 = Int128.MinValue,
            UInt128 = UInt128.MaxValue,
            Big = BigInteger.Pow(-7, 99),
            MaybeBig = 0,
            Version = new Version(1, 2, 3),
            Uri = new Uri("relative/path?q=1", UriKind.Relative),
            Json = JsonElement.Parse("""{ "a": [1, 2.0] }"""),
            Char = '\ud800',
            Native = nint.MinValue,
            UnsignedNative = nuint.MaxValue,
            Date = DateOnly.MaxValue,
            Time = TimeOnly.MaxValue,
            Span = TimeSpan.MinValue,
            Id = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            Small = Zoo.SmallEnum.Top,
            Big2 = Zoo.BigEnum.Top,
            SByte = sbyte.MinValue,
            ULong = ulong.MaxValue,
        };

        Zoo.Scalars copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            foreach (System.Reflection.PropertyInfo property in typeof(Zoo.Scalars).GetProperties().Where(p => p.Name != "Json"))
            {
                Assert.That(property.GetValue(copy), Is.EqualTo(property.GetValue(original)), property.Name);
            }

            Assert.That(copy.Json.GetRawText(), Is.EqualTo("""{ "a": [1, 2.0] }"""));
            Assert.That(copy.Utc.Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(copy.Local.Kind, Is.EqualTo(DateTimeKind.Local));
            Assert.That(copy.Unspecified.Kind, Is.EqualTo(DateTimeKind.Unspecified));
            Assert.That(copy.Offset.Offset, Is.EqualTo(original.Offset.Offset));
            Assert.That(decimal.GetBits(copy.Scaled), Is.EqualTo(decimal.GetBits(original.Scaled)));
            Assert.That(double.IsNegative(copy.NegativeZero), Is.True);
            Assert.That(Half.IsNegative(copy.Half), Is.True);
        });
    }

    [TestCase(DateTimeKind.Unspecified)]
    [TestCase(DateTimeKind.Utc)]
    [TestCase(DateTimeKind.Local)]
    public void Deserialize_ExtremeDates_KeepTheirKind(DateTimeKind kind)
    {
        foreach (long ticks in new[] { 1, DateTime.MaxValue.Ticks - 1, DateTime.UnixEpoch.Ticks })
        {
            DateTime copy = Copies.Of(new DateTime(ticks, kind));
            Assert.That((copy.Ticks, copy.Kind), Is.EqualTo((ticks, kind)));
        }
    }

    [Test]
    public void Deserialize_DefaultScalars_ComeBack()
    {
        Zoo.Scalars copy = Copies.Of(new Zoo.Scalars());

        Assert.Multiple(() =>
        {
            foreach (System.Reflection.PropertyInfo property in typeof(Zoo.Scalars).GetProperties().Where(p => p.Name != "Json"))
            {
                Assert.That(property.GetValue(copy), Is.EqualTo(property.GetValue(new Zoo.Scalars())), property.Name);
            }

            Assert.That(copy.Json.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
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
            foreach (System.Reflection.PropertyInfo property in typeof(Zoo.OtherCollections).GetProperties())
            {
                Assert.That(property.GetValue(copy), Is.Not.Null.And.EquivalentTo((System.Collections.IEnumerable)property.GetValue(original)!), property.Name);
            }

            Assert.That(copy.Queue, Is.EqualTo(items));
            Assert.That(copy.Linked, Is.EqualTo(items));
        });
    }

    [Test]
    public void Deserialize_Tuples_ComeBack()
    {
        var original = new Zoo.Tuples
        {
            Value = (0, null),
            Maybe = ([], null),
            Reference = new(null, []),
            Pair = new("k", null),
            Many = [(1, null), (0, "")],
            Nine = (1, 2, 3, 4, 5, 6, 7, 8, "nine"),
        };

        Zoo.Tuples copy = Copies.Of(original);

        Assert.Multiple(() =>
        {
            Assert.That(copy.Value, Is.EqualTo(original.Value));
            Assert.That(copy.Maybe!.Value.Items, Is.Not.Null.And.Empty);
            Assert.That(copy.Maybe.Value.Count, Is.Null);
            Assert.That(copy.Reference!.Item1, Is.Null);
            Assert.That(copy.Reference.Item2, Is.Not.Null.And.Empty);
            Assert.That(copy.Pair, Is.EqualTo(original.Pair));
            Assert.That(copy.Many, Is.EqualTo(original.Many));
            Assert.That(copy.Nine, Is.EqualTo(original.Nine));
            Assert.That(Copies.Of<(List<int>?, string?)>((null, null)), Is.EqualTo((default(List<int>), default(string))));
        });
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
    public void Deserialize_Roots_KeepNullZeroAndEmptyApart()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Copies.Of<string?>(null), Is.Null);
            Assert.That(Copies.Of(""), Is.Empty);
            Assert.That(Copies.Of(0), Is.Zero);
            Assert.That(Copies.Of<int?>(null), Is.Null);
            Assert.That(Copies.Of<int?>(0), Is.Zero);
            Assert.That(Copies.Of<List<string?>?>(null), Is.Null);
            Assert.That(Copies.Of<List<string?>?>([]), Is.Not.Null.And.Empty);
            Assert.That(Copies.Of<List<string?>?>([null]), Is.EqualTo(new string?[] { null }));
            Assert.That(Copies.Of<byte[]?>(null), Is.Null);
            Assert.That(Copies.Of<byte[]?>([]), Is.Not.Null.And.Empty);
            Assert.That(Copies.Of<Dictionary<string, string?>?>(null), Is.Null);
            Assert.That(Copies.Of<Zoo.Node?>(null), Is.Null);
            Assert.That(Copies.Of(DateTimeOffset.MaxValue), Is.EqualTo(DateTimeOffset.MaxValue));
            Assert.That(Copies.Of<IEnumerable<int>>(new[] { 1, 2 }), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(Copies.Of(false), Is.False);
        });
    }

    [Test]
    public void Deserialize_EnumsOfEverySize_ComeBack()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Copies.Of(Zoo.SmallEnum.Top), Is.EqualTo(Zoo.SmallEnum.Top));
            Assert.That(Copies.Of(Zoo.SignedSmall.Low), Is.EqualTo(Zoo.SignedSmall.Low));
            Assert.That(Copies.Of(Zoo.Shorts.Low), Is.EqualTo(Zoo.Shorts.Low));
            Assert.That(Copies.Of(Zoo.BigEnum.Top), Is.EqualTo(Zoo.BigEnum.Top));
            Assert.That(Copies.Of(Zoo.LongEnum.Low), Is.EqualTo(Zoo.LongEnum.Low));
            Assert.That(Copies.Of((DayOfWeek)99), Is.EqualTo((DayOfWeek)99));
            Assert.That(Copies.Of<DayOfWeek?>(null), Is.Null);
            Assert.That(Copies.Of<List<Zoo.BigEnum?>>([null, Zoo.BigEnum.None]), Is.EqualTo(new Zoo.BigEnum?[] { null, Zoo.BigEnum.None }));
            Assert.That(
                Copies.Of(new Dictionary<Zoo.LongEnum, int> { [Zoo.LongEnum.Low] = 1 }),
                Is.EqualTo(new Dictionary<Zoo.LongEnum, int> { [Zoo.LongEnum.Low] = 1 }));
        });
    }

    [Test]
    public void Deserialize_ItemsWithSurrogates_ComeBack()
    {
        DateTimeOffset moment = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(5));
        Assert.Multiple(() =>
        {
            Assert.That(Copies.Of<List<DateTimeOffset>>([moment, default]), Is.EqualTo(new[] { moment, default }));
            Assert.That(Copies.Of(new Dictionary<string, BigInteger> { ["a"] = 5 }), Is.EqualTo(new Dictionary<string, BigInteger> { ["a"] = 5 }));
            Assert.That(Copies.Of(new Dictionary<DateTimeOffset, int> { [moment] = 1 }), Is.EqualTo(new Dictionary<DateTimeOffset, int> { [moment] = 1 }));
            Assert.That(Copies.Of<HashSet<nint>>([1, 0]), Is.EquivalentTo(new nint[] { 1, 0 }));
            Assert.That(Copies.Of<char[]>(['a', '\0']), Is.EqualTo(new[] { 'a', '\0' }));
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

    [TestCaseSource(nameof(NullableItems))]
    public void Deserialize_NullItemsOfScalars_StayNull(object items)
    {
        PayloadCodec codec = Copies.CodecOf(items.GetType());

        Assert.That(codec.Deserialize(codec.Serialize(items)), Is.EqualTo(items));
    }

    [Test]
    public void Deserialize_ListOfPairs_KeepsDuplicatesAndNulls()
    {
        List<KeyValuePair<string, int?>> pairs = [new("a", 1), new("a", null), new("b", 0)];

        Assert.That(Copies.Of(pairs), Is.EqualTo(pairs));
    }

    private static IEnumerable<object> NullableItems() =>
    [
        new List<bool?> { true, null, false }, new List<byte?> { 1, null }, new List<sbyte?> { -1, null }, new List<short?> { 1, null },
        new List<ushort?> { 1, null }, new List<int?> { 0, null }, new List<uint?> { 1, null }, new List<long?> { 1, null },
        new List<ulong?> { 1, null }, new List<float?> { 1, null }, new List<double?> { -0.0, null }, new List<decimal?> { 1.0m, null },
        new List<char?> { 'a', null }, new List<Guid?> { Guid.Empty, null }, new List<DateTime?> { DateTime.UnixEpoch, null },
        new List<TimeSpan?> { TimeSpan.Zero, null }, new List<DateOnly?> { default(DateOnly), null },
        new List<TimeOnly?> { default(TimeOnly), null }, new List<nint?> { 1, null }, new List<nuint?> { 1, null },
        new Dictionary<string, DateTime?> { ["a"] = null, ["b"] = DateTime.UnixEpoch },
    ];
}
