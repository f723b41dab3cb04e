using System.Globalization;
using CsCheck;
using Interception.Keys.Canonical;
using Interception.Tests.Support;
using NUnit.Framework;

namespace Interception.Tests.Keys.Canonical;

[TestFixture]
internal sealed class EncodingPropertyTests
{
    private const int Iterations = 20_000;

    // Few symbols and short lengths: most pairs nearly meet.
    private static readonly Gen<string?> Word = Gen.Null(Gen.Char["a\0\uD800"].Array[0, 3].Select(chars => new string(chars)));
    private static readonly Gen<int[]?> Numbers = Gen.Null(Gen.Int[0, 2].Array[0, 3]);
    private static readonly Gen<Sample> Samples =
        Gen.Select(Word, Word, Numbers, Numbers, Gen.Int[0, 2].Array[0, 3], (first, second, left, right, tags) =>
            new Sample(first, second, left, right, [.. tags]));

    [Test]
    public void Write_NearMisses_AgreeOnlyWhenTheContentDoes() =>
        Gen.Select(Samples, Samples).AllHold(
            Iterations,
            (one, other) => Encoding.Of(one).AsSpan().SequenceEqual(Encoding.Of(other)) == SameContent(one, other));

    [Test]
    public void Write_NoEncoding_IsTheBeginningOfAnother() =>
        Gen.Select(Samples, Samples).AllHold(
            Iterations,
            (one, other) => SameContent(one, other) || !Encoding.Of(one).AsSpan().StartsWith(Encoding.Of(other)));

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [Property("Failure", "K5")]
    public void Write_UnderAnotherCulture_WritesTheSameBytes(string culture)
    {
        var sample = new Sample("I", "i", [1], null, [2]);
        object[] values = [1.5, 1.5m, new DateTime(2025, 1, 2), DateTimeOffset.UnixEpoch, "Iiıİ", sample];
        CultureInfo before = CultureInfo.CurrentCulture;
        string[] expected = [.. values.Select(Hex)];
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(values.Select(Hex), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // The very bytes of another process: whoever changes them makes every stored key worthless.
    [Test]
    public void Write_FixedValue_WritesTheBytesOfEveryOtherProcess() =>
        Assert.That(
            Hex(new Sample("a", null, [7], [], [2, 1])),
            Is.EqualTo("01" + "01" + "01000000" + "6100" + "01" + "01000000" + "07000000" + "01" + "00000000" + "00"
                + "01" + "02000000" + "01000000" + "02000000"));

    private static string Hex(object value)
    {
        var writers = new CanonicalWriters(Encoding.Shapes, CanonicalRules.Everything);
        var buffer = new CanonicalBuffer();
        writers.For(value.GetType()).Write(buffer, value);
        return Convert.ToHexString(buffer.Written);
    }

    private static bool SameContent(Sample one, Sample other) =>
        string.Equals(one.First, other.First, StringComparison.Ordinal)
        && string.Equals(one.Second, other.Second, StringComparison.Ordinal)
        && Same(one.Left, other.Left)
        && Same(one.Right, other.Right)
        && one.Tags.SetEquals(other.Tags);

    private static bool Same(int[]? one, int[]? other) =>
        one is null || other is null ? one is null && other is null : one.AsSpan().SequenceEqual(other);

    private sealed record Sample(string? First, string? Second, int[]? Left, int[]? Right, HashSet<int> Tags);
}
