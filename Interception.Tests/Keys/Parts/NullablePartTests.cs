using Interception.Keys;
using Interception.Keys.Parts;

namespace Interception.Tests.Keys.Parts;

[TestFixture]
internal sealed class NullablePartTests
{
    [TestCase(7)]
    [TestCase(null)]
    public void SizeBytes_Number_IsItsSizeAndOneMore(int? number) => Assert.That(Of(number).SizeBytes, Is.EqualTo(1 + sizeof(int)));

    [Test, Property("Failure", "K3")]
    public void Equals_NumbersAndNull_OnlyTheSameMeet()
    {
        Assert.That(Of(7).Equals(Of(7)), Is.True);
        Assert.That(Of(null).Equals(Of(null)), Is.True);
        Assert.That(Of(7).Equals(Of(8)), Is.False);
        Assert.That(Of(null).Equals(Of(0)), Is.False);
        Assert.That(Of(0).Equals(Of(null)), Is.False);
    }

    // The one chance in four billion that the seed makes them meet is taken.
    [Test]
    public void GetHashCode_NullAndZero_DontCollide() => Assert.That(Of(null).GetHashCode(), Is.Not.EqualTo(Of(0).GetHashCode()));

    [Test]
    public void GetHashCode_ManyNumbers_AreSpread() =>
        Assert.That(Enumerable.Range(0, 1000).Select(number => Of(number).GetHashCode()).Distinct().Count(), Is.GreaterThan(990));

    // As it is read, it lies where the next key of the thread is written.
    [Test]
    public void Keep_PartInside_IsKeptAsWell()
    {
        KeySchema schema = KeyZoo.Schema("Set");
        var part = Part.Read<NullablePart<EncodedPart>>(schema, new HashSet<string> { "a" });
        string bytes = Part.Bytes(part);

        NullablePart<EncodedPart> kept = part.Keep(schema, 0);
        Part.Read<EncodedPart>(schema, new HashSet<string> { "b" });

        Assert.That(Part.Bytes(kept), Is.EqualTo(bytes));
    }

    private static NullablePart<ScalarPart<int>> Of(int? number) => Part.Read<NullablePart<ScalarPart<int>>>("Nullables", number);
}
