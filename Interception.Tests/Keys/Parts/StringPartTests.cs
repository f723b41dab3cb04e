using Interception.Keys.Parts;

namespace Interception.Tests.Keys.Parts;

[TestFixture]
internal sealed class StringPartTests
{
    [TestCase(null, 0)]
    [TestCase("", 0)]
    [TestCase("abc", 6)]
    public void SizeBytes_Text_IsThatOfItsCodeUnits(string? text, int size) => Assert.That(new StringPart(text).SizeBytes, Is.EqualTo(size));

    [Test, Property("Failure", "K3")]
    public void Equals_NullAndEmpty_AreApart()
    {
        Assert.That(new StringPart(null).Equals(new StringPart("")), Is.False);
        Assert.That(new StringPart("").Equals(new StringPart(null)), Is.False);
        Assert.That(new StringPart(null).Equals(new StringPart(null)), Is.True);
    }

    [Test]
    public void Equals_Texts_AreComparedByTheirCodeUnits()
    {
        Assert.That(new StringPart("ab").Equals(new StringPart(new string(['a', 'b']))), Is.True);
        Assert.That(new StringPart("ab").Equals(new StringPart("aB")), Is.False);
    }

    [Test]
    public void GetHashCode_ManyTexts_AreSpread() =>
        Assert.That(
            Enumerable.Range(0, 1000).Select(number => new StringPart($"text {number}").GetHashCode()).Distinct().Count(),
            Is.GreaterThan(990));
}
