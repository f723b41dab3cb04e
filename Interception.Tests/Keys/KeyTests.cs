using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Parts;
using NUnit.Framework;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyTests
{
    [Test, Property("Failure", "K6")]
    public void Lookup_EqualCalls_Meet()
    {
        AssertMeet("None", [], []);
        AssertMeet("Pair", [1, "de"], [1, new string("de".ToCharArray())]);
        AssertMeet("Scalars", ScalarArguments(), ScalarArguments());
        AssertMeet("Nullables", [null, null, null, null], [null, null, null, null]);
        AssertMeet("Nullables", [1, 2m, DateTimeOffset.UnixEpoch, Color.Red], [1, 2m, DateTimeOffset.UnixEpoch, Color.Red]);
        AssertMeet(
            "Encoded",
            [new Filter { Text = "a", Ids = [1], Trace = "x" }, new byte[] { 1 }, new[] { "w" }],
            [new Filter { Text = "a", Ids = [1], Trace = "y" }, new byte[] { 1 }, new[] { "w" }]);
        AssertMeet("Set", [new HashSet<string> { "a", "b" }], [new HashSet<string> { "b", "a" }]);
        AssertMeet("ByIn", [1, 1.0m], [1, 1.0m]);
    }

    [Test, Property("Failure", "C16"), Property("Failure", "K3")]
    public void Lookup_CallsThatEqualsWouldMerge_StayApart()
    {
        AssertApart("Pair", [1, null], [1, ""], [1, "\uD800"], [1, "\uD801"], [1, "\uFFFD"], [2, ""], [1, "i"], [1, "I"]);
        AssertApart("Nullables", [null, 0m, null, null], [0, null, null, null], [0, 0m, null, null], [0, 0.0m, null, null]);
        AssertApart("Nullables", [null, null, null, null], [null, null, null, Color.Red]);
        AssertApart("Nullables", [null, null, null, null], [null, null, default(DateTimeOffset), null]);
        AssertApart(
            "Encoded",
            [null, null, null],
            [null, Array.Empty<byte>(), null],
            [null, null, Array.Empty<string>()],
            [null, null, new string?[] { null }],
            [new Filter(), null, null],
            [new Filter { Limit = 0.0 }, null, null],
            [new Filter { Limit = -0.0 }, null, null],
            [new Filter { Text = "" }, null, null]);
    }

    [TestCase(3, -3f)]
    [TestCase(3, float.NaN)]
    [TestCase(4, -0.0)]
    public void Lookup_AnotherScalar_Misses(int position, object value) =>
        AssertApart("Scalars", ScalarArguments(), With(position, value));

    [Test, Property("Failure", "S4"), Property("Failure", "K4")]
    public void Lookup_AnotherScale_Kind_OrOffset_Misses()
    {
        AssertApart("Scalars", ScalarArguments(), With(5, 5.00m));
        AssertApart("Scalars", ScalarArguments(), With(7, new DateTime(7, DateTimeKind.Local)), With(7, new DateTime(7)));
        AssertApart("Scalars", ScalarArguments(), With(8, new DateTimeOffset(2025, 1, 1, 13, 0, 0, TimeSpan.FromHours(1))));
        AssertApart("Scalars", With(4, 0.0), With(4, -0.0));
        AssertApart("Scalars", ScalarArguments(), With(11, (Int128)9 << 64));
    }

    // Between nodes a key is its bytes.
    [Test]
    public void Bytes_AnyScalarIsAnother_Differ()
    {
        KeyProbe probe = KeyProbe.For(Schema("Scalars"));
        object?[] others =
        [
            false, (byte)2, (short)3, 4f, 5.0, 6.0m, new Guid(7, 0, 0, new byte[8]), new DateTime(8, DateTimeKind.Utc),
            new DateTimeOffset(2025, 1, 1, 13, 0, 0, TimeSpan.Zero), Color.Red, (nint)9, (Int128)10,
        ];

        IEnumerable<string> changed = others.Select((other, position) => Convert.ToHexString(probe.Bytes(With(position, other))));

        Assert.That(changed.Append(Convert.ToHexString(probe.Bytes(ScalarArguments()))), Is.Unique);
    }

    [Test]
    public void Lookup_VaryByValues_ArePartOfTheKey()
    {
        KeyProbe probe = KeyProbe.For(Schema("Pair", varyByCount: 2));
        probe.Add([1, "a"], "en", "tenant");

        Assert.That(probe.Contains([1, "a"], "en", "tenant"), Is.True);
        Assert.That(probe.Contains([1, "a"], "tenant", "en"), Is.False);
        Assert.That(probe.Contains([1, "a"], "ent", "enant"), Is.False);
        string[] varyBy = new string[2];
        probe.Rebuild(varyBy);
        Assert.That(varyBy, Is.EqualTo(["en", "tenant"]));
    }

    // Past the hash, which would find most of them different by itself.
    [Test]
    public void Equals_ValuesThatDifferInOneBit_AreApart()
    {
        AssertBitsApart<byte>(0, 0x80);
        AssertBitsApart<short>(0, short.MinValue);
        AssertBitsApart(0, int.MinValue);
        AssertBitsApart(0L, long.MinValue);
        AssertBitsApart(0.0, -0.0);
        AssertBitsApart(1.0m, 1.00m);
        AssertBitsApart(UInt128.Zero, UInt128.One << 127);
        AssertBitsApart(Guid.Empty, new Guid("00000000-0000-0000-0000-000000000001"));
    }

    [Test]
    public void WriteTo_WholeKey_WritesEachPartCanonically() =>
        Assert.That(
            KeyProbe.For(Schema("Pair", varyByCount: 1)).Bytes([1, "a"], "v"),
            Is.EqualTo(new byte[] { 1, 0, 0, 0, 1, 1, 0, 0, 0, (byte)'a', 0, 1, 1, 0, 0, 0, (byte)'v', 0 }));

    [Test]
    public void GetHashCode_NeighbouringKeys_AreSpread()
    {
        KeyProbe probe = KeyProbe.For(Schema("Pair"));
        int[] hashes = [.. Enumerable.Range(0, 10_000).Select(i => probe.Hash([i, "r"]) & 0xFFFF)];

        // 10,000 balls in 65,536 bins leave about 9,278 distinct ones.
        Assert.That(hashes.Distinct().Count(), Is.GreaterThan(8_000));
    }

    [Test]
    public void ToString_AnyKey_ShowsNoArgument()
    {
        var part = new StringPart("secret");

        Assert.That(part.ToString(), Is.EqualTo("StringPart"));
        Assert.That(new KeyPair<StringPart, EmptyKey>(part, default).ToString(), Is.EqualTo("KeyPair"));
    }

    private static void AssertBitsApart<T>(T one, T other)
        where T : unmanaged
    {
        Assert.That(new ScalarPart<T>(one).Equals(new ScalarPart<T>(one)), Is.True);
        Assert.That(new ScalarPart<T>(one).Equals(new ScalarPart<T>(other)), Is.False);
    }

    private static object?[] With(int position, object? value)
    {
        object?[] arguments = ScalarArguments();
        arguments[position] = value;
        return arguments;
    }

    private static void AssertMeet(string method, object?[] one, object?[] other)
    {
        KeyProbe probe = KeyProbe.For(Schema(method));
        probe.Add(one);

        Assert.That(probe.Contains(other), Is.True, method);
        Assert.That(probe.Hash(other), Is.EqualTo(probe.Hash(one)), method);
        Assert.That(probe.Bytes(other), Is.EqualTo(probe.Bytes(one)), method);
    }

    private static void AssertApart(string method, params object?[][] calls)
    {
        KeyProbe probe = KeyProbe.For(Schema(method));
        foreach (object?[] call in calls)
        {
            Assert.That(probe.Contains(call), Is.False, method);
            probe.Add(call);
        }

        Assert.That(calls.Select(call => Convert.ToHexString(probe.Bytes(call))), Is.Unique);
    }
}
