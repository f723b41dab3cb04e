using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadScalarTests
{
    [Test, Property("Failure", "S3"), Property("Failure", "S5"), Property("Failure", "S9")]
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
            foreach (PropertyInfo property in typeof(Zoo.Scalars).GetProperties().Where(p => p.Name != "Json"))
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
    [Property("Failure", "S5")]
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
            foreach (PropertyInfo property in typeof(Zoo.Scalars).GetProperties().Where(p => p.Name != "Json"))
            {
                Assert.That(property.GetValue(copy), Is.EqualTo(property.GetValue(new Zoo.Scalars())), property.Name);
            }

            Assert.That(copy.Json.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
        });
    }

    [Test, Property("Failure", "S6")]
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
            Assert.That(
                Copies.Of<List<Zoo.BigEnum?>>([null, Zoo.BigEnum.None]),
                Is.EqualTo(new Zoo.BigEnum?[] { null, Zoo.BigEnum.None }));
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
            Assert.That(
                Copies.Of(new Dictionary<string, BigInteger> { ["a"] = 5 }),
                Is.EqualTo(new Dictionary<string, BigInteger> { ["a"] = 5 }));
            Assert.That(
                Copies.Of(new Dictionary<DateTimeOffset, int> { [moment] = 1 }),
                Is.EqualTo(new Dictionary<DateTimeOffset, int> { [moment] = 1 }));
            Assert.That(Copies.Of<HashSet<nint>>([1, 0]), Is.EquivalentTo(new nint[] { 1, 0 }));
            Assert.That(Copies.Of<char[]>(['a', '\0']), Is.EqualTo(new[] { 'a', '\0' }));
        });
    }

    [TestCaseSource(nameof(NullableItems))]
    public void Deserialize_NullItemsOfScalars_StayNull(object items)
    {
        PayloadCodec codec = Copies.CodecOf(items.GetType());

        Assert.That(codec.Deserialize(codec.Serialize(items)), Is.EqualTo(items));
    }

    private static IEnumerable<object> NullableItems() =>
    [
        new List<bool?> { true, null, false }, new List<byte?> { 1, null }, new List<sbyte?> { -1, null },
        new List<short?> { 1, null },
        new List<ushort?> { 1, null }, new List<int?> { 0, null }, new List<uint?> { 1, null }, new List<long?> { 1, null },
        new List<ulong?> { 1, null }, new List<float?> { 1, null }, new List<double?> { -0.0, null },
        new List<decimal?> { 1.0m, null },
        new List<char?> { 'a', null }, new List<Guid?> { Guid.Empty, null }, new List<DateTime?> { DateTime.UnixEpoch, null },
        new List<TimeSpan?> { TimeSpan.Zero, null }, new List<DateOnly?> { default(DateOnly), null },
        new List<TimeOnly?> { default(TimeOnly), null }, new List<nint?> { 1, null }, new List<nuint?> { 1, null },
        new Dictionary<string, DateTime?> { ["a"] = null, ["b"] = DateTime.UnixEpoch },
    ];
}
