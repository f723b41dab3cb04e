using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Interception.Tests.Storage.Payload;

namespace Interception.Tests.Specimens;

/// <summary>Values without parts, with every bit that can get lost on the way.</summary>
internal static class ScalarSpecimens
{
    public static IReadOnlyList<Specimen> All { get; } =
    [
        Of(true, false),
        Of<byte>(0, byte.MaxValue),
        Of<sbyte>(sbyte.MinValue, -1, sbyte.MaxValue),
        Of<short>(short.MinValue, 0, short.MaxValue),
        Of<ushort>(0, ushort.MaxValue),
        Of(int.MinValue, -1, 0, int.MaxValue),
        Of<uint>(0, uint.MaxValue),
        Of(long.MinValue, 0, long.MaxValue),
        Of<ulong>(0, ulong.MaxValue),
        Of(Int128.MinValue, Int128.Zero, Int128.MaxValue),
        Of(UInt128.Zero, UInt128.MaxValue),
        Of<nint>(nint.MinValue, 0, nint.MaxValue),
        Of<nuint>(0, nuint.MaxValue),
        Of(0.0, -0.0, double.Epsilon, double.NaN, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001), double.NegativeInfinity, double.MaxValue, 0.1),
        Of(0f, -0f, float.Epsilon, float.NaN, float.PositiveInfinity, 0.1f),
        Of(Half.Zero, Half.NegativeZero, Half.NaN, Half.MaxValue, Half.Epsilon),
        Of(0m, 1m, 1.0m, 1.00m, -0.0m, 0.000m, decimal.MaxValue, decimal.MinValue, 0.1m),
        Of('\0', 'a', '\ud800', '\uffff'),
        Of(Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff")),
        Of(
            DateTime.MinValue, DateTime.MaxValue, new DateTime(2026, 10, 25, 2, 30, 0, DateTimeKind.Local),
            new DateTime(2026, 10, 25, 2, 30, 0, DateTimeKind.Utc), new DateTime(2026, 10, 25, 2, 30, 0, DateTimeKind.Unspecified)),
        Of(
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(-210)),
            new DateTimeOffset(2026, 1, 1, 3, 30, 0, TimeSpan.Zero)),
        Of(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(1)),
        Of(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2024, 2, 29)),
        Of(TimeOnly.MinValue, TimeOnly.MaxValue),
        Of(BigInteger.Zero, BigInteger.MinusOne, BigInteger.Pow(7, 300), -BigInteger.Pow(2, 64)),
        Of<Version?>(null, new Version(1, 2), new Version(1, 2, 3), new Version(1, 2, 3, 4), new Version(0, 0)),
        Of<Uri?>(null, new Uri("https://example.org/a?b=%20c#d"), new Uri("relative/path", UriKind.Relative), new Uri("HTTP://EXAMPLE.org")),
        Of(JsonElement.Parse("""{ "a" : [1, 2.0, null] }"""), JsonElement.Parse("null"), JsonElement.Parse("1.00"), JsonElement.Parse("\"\"")),
        new Specimen<string?>(
            () => null, () => "", () => "a", () => "\0", () => "\u00e9", () => "e\u0301", () => "\ud83d\ude00", () => new string('x', 100_000), () => "\ufffd", () => "\ud800")
        {
            Unshareable = 1, // Half a character has no UTF-8.
        },
        Of(Zoo.SmallEnum.None, Zoo.SmallEnum.Top, (Zoo.SmallEnum)7),
        Of(Zoo.SignedSmall.Low, Zoo.SignedSmall.None),
        Of(Zoo.Shorts.Low, Zoo.Shorts.None),
        Of(DayOfWeek.Sunday, DayOfWeek.Saturday, (DayOfWeek)(-1)),
        Of(Zoo.BigEnum.Top, Zoo.BigEnum.None),
        Of(Zoo.LongEnum.Low, Zoo.LongEnum.None),
        Of(NumberStyles.None, NumberStyles.Any, NumberStyles.AllowHexSpecifier | NumberStyles.AllowLeadingSign),
        Of<bool?>(null, false, true),
        Of<int?>(null, 0, -1),
        Of<double?>(null, -0.0, double.NaN),
        Of<decimal?>(null, 0m, 0.00m),
        Of<Guid?>(null, Guid.Empty),
        Of<DateTime?>(null, default(DateTime), new DateTime(1, DateTimeKind.Utc)),
        Of<DateTimeOffset?>(null, default(DateTimeOffset)),
        Of<BigInteger?>(null, BigInteger.Zero),
        Of<Zoo.SmallEnum?>(null, Zoo.SmallEnum.None, Zoo.SmallEnum.Top),
        Of<Zoo.BigEnum?>(null, Zoo.BigEnum.Top),
        Of<char?>(null, '\0'),
    ];

    private static Specimen<T> Of<T>(params T[] values) => new([.. values.Select(value => (Func<T>)(() => value))]);
}
