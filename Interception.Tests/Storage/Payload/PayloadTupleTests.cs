using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadTupleTests
{
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
}
