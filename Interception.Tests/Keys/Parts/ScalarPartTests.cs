using Interception.Keys.Parts;

namespace Interception.Tests.Keys.Parts;

[TestFixture]
internal sealed class ScalarPartTests
{
    [Test]
    public void WriteTo_NativeNumber_WritesEightBytesInEachProcess()
    {
        Assert.That(Part.Bytes(new ScalarPart<nint>(-2)), Is.EqualTo("FEFFFFFFFFFFFFFF"));
        Assert.That(Part.Bytes(new ScalarPart<nuint>(2)), Is.EqualTo("0200000000000000"));
    }

    [Test]
    public void WriteTo_AnyOther_WritesItAsItLiesInMemory()
    {
        Assert.That(Part.Bytes(new ScalarPart<short>(-2)), Is.EqualTo("FEFF"));
        Assert.That(Part.Bytes(new ScalarPart<UInt128>(UInt128.One << 64)), Is.EqualTo("0000000000000000" + "0100000000000000"));
    }

    // Sixteen bytes are hashed in two halves, of which each one counts.
    [TestCase(0)]
    [TestCase(32)]
    [TestCase(64)]
    [TestCase(96)]
    public void GetHashCode_NumbersThatDifferInOneQuarter_AreSpread(int shift)
    {
        IEnumerable<int> hashes = Enumerable.Range(0, 1000).Select(number => new ScalarPart<UInt128>((UInt128)number << shift).GetHashCode());

        Assert.That(hashes.Distinct().Count(), Is.GreaterThan(990));
    }
}
