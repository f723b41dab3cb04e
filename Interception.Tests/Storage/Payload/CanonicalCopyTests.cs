using System.Collections.Immutable;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

/// <summary>Copies are compared with their originals by the canonical encoding, as the library itself does it.</summary>
[TestFixture]
internal sealed class CanonicalCopyTests
{
    [TestCaseSource(nameof(Values))]
    public void Deserialize_Copy_HasTheSameDigest(Type type, object? value)
    {
        (ContentDigest original, ContentDigest copy) = Digests(type, value);

        Assert.That(copy, Is.EqualTo(original));
    }

    /// <summary>protobuf-net has no room for these. That the digest shows it is what keeps such copies out of answers.</summary>
    [TestCaseSource(nameof(Lost))]
    public void Deserialize_WhatProtobufLoses_ShowsInTheDigest(Type type, object value)
    {
        (ContentDigest original, ContentDigest copy) = Digests(type, value);

        Assert.That(copy, Is.Not.EqualTo(original));
    }

    private static (ContentDigest Original, ContentDigest Copy) Digests(Type type, object? value)
    {
        CanonicalWriter writer = new CanonicalWriters(new TypeShapes(), CanonicalRules.Everything).For(type);
        PayloadCodec codec = Copies.CodecOf(type);
        object? copy = codec.Deserialize(codec.Serialize(value));
        return (ContentDigest.Of(writer, value, out _), ContentDigest.Of(writer, copy, out _));
    }

    private static IEnumerable<TestCaseData> Lost() =>
    [
        Row(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)).SetArgDisplayNames("kind of the first date"),
        Row(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)).SetArgDisplayNames("kind of the last date"),
        Row("\ud800").SetArgDisplayNames("half a character"),
        Row(new Zoo.Immutables()).SetArgDisplayNames("uninitialized ImmutableArray"),
        Row(new Zoo.Contract { Text = null }).SetArgDisplayNames("null against a constructor that has to run"),
    ];

    private static IEnumerable<TestCaseData> Values() =>
    [
        Row<Zoo.Initialized>(new() { Text = null, Number = 0, List = null, Map = [], Bytes = [] }),
        Row<Zoo.Lists>(new() { Strings = [null, ""], Numbers = [null, 0], Lines = [null, new("a", 1.0m)] }),
        Row<Zoo.Lists>(new() { Map = new() { ["a"] = null }, Set = [] }),
        Row<Zoo.Scalars>(new() { Local = new DateTime(5, DateTimeKind.Local), NegativeZero = -0.0 }),
        Row<Zoo.Scalars>(new() { Scaled = -0.00m, Half = Half.NaN, Native = -1 }),
        Row<Zoo.Tuples>(new() { Maybe = ([], null), Reference = new(null, [""]), Many = [(1, null)] }),
        Row<Zoo.Immutables>(new() { Array = [null], List = [], HashSet = ["b", "a"] }),
        Row<Zoo.Immutables>(new() { Array = [], SortedMap = ImmutableSortedDictionary<string, string?>.Empty }),
        Row<List<Zoo.Shape?>>([new Zoo.Circle(1, double.NaN), null, new Zoo.Square(2, -0.0)]),
        Row<Zoo.Both>(new() { Special = new() { Age = 1, ChangedAt = new DateTime(1, DateTimeKind.Utc) } }),
        Row<Zoo.Both>(new() { Plain = new() { Name = "n" } }),
        Row<Zoo.Node>(new() { Next = new() { Children = [new(), new() { Children = [] }] } }),
        Row<Zoo.Contract>(new() { Items = [null, "i"], Bytes = [2], Text = "" }),
        Row<Zoo.FullContract>(new() { Text = null, Count = 0, Items = null }),
        Row<Zoo.BaseContract>(new Zoo.DerivedContract { Id = 0, Name = "" }),
        Row<Zoo.IAnimal>(new Zoo.Cat { Name = "c" }),
        Row<Zoo.Positional>(new(null, 0, [])),
        Row<IReadOnlyDictionary<string, Zoo.Cursor>>(
            new Dictionary<string, Zoo.Cursor> { ["a"] = new(0, null), [""] = new(1, "") }),
        Row<IEnumerable<Zoo.Place>>(new HashSet<Zoo.Place> { new(1, 2), new(0, -0.0) }),
        Row<Dictionary<Zoo.Place, string?>>(new() { [new(1, 2)] = null }),
        Row<Dictionary<Guid, decimal>>(new() { [Guid.Empty] = decimal.MinValue }),
        Row<HashSet<DateTimeOffset>>([DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(1))]),
        Row<(string?, int?)?>(null),
        Row<Zoo.Empty?>(null),
    ];

    private static TestCaseData Row<T>(T value) => new TestCaseData(typeof(T), value).SetArgDisplayNames(typeof(T).ToString());
}
