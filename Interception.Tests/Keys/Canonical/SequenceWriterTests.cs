using System.Collections;
using Interception.Keys.Canonical;

namespace Interception.Tests.Keys.Canonical;

[TestFixture]
internal sealed class SequenceWriterTests
{
    // Its count is written before its items: with another number of them the encoding would say what never was.
    [TestCase(1)]
    [TestCase(3)]
    public void Write_CollectionThatChangesWhileItIsRead_IsRefused(int count) =>
        Assert.That(
            () => Encoding.Of<IReadOnlyCollection<int>>(new Changing(count)),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(
                "A 'Interception.Tests.Keys.Canonical.SequenceWriterTests.Changing' changed while it was read."));

    [Test]
    public void Write_CollectionThatStaysAsItIs_WritesCountAndItems() =>
        Assert.That(
            Convert.ToHexString(Encoding.Of<IReadOnlyCollection<int>>(new Changing(2))),
            Is.EqualTo("01" + "02000000" + "01000000" + "02000000"));

    /// <summary>1 and 2, after it has said how many there are.</summary>
    private sealed class Changing(int count) : IReadOnlyCollection<int>
    {
        public int Count => count;

        public IEnumerator<int> GetEnumerator()
        {
            yield return 1;
            yield return 2;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
