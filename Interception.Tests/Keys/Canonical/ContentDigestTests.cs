using Interception.Keys.Canonical;
using Interception.Keys.Parts;
using NUnit.Framework;

namespace Interception.Tests.Keys.Canonical;

[TestFixture]
internal sealed class ContentDigestTests
{
    [TestCase(0)]
    [TestCase(100_000)]
    [TestCase(3_000_000)]
    public void Of_AnySize_EqualsTheHashOfTheWholeEncoding(int count)
    {
        var value = (new double[count], new string('x', count), "end");
        byte[] whole = Encoding.Of(value);

        ContentDigest digest = Encoding.Digest(value);

        Assert.That(digest.LengthBytes, Is.EqualTo(whole.Length));
        Assert.That(digest.Hash, Is.EqualTo(System.IO.Hashing.XxHash128.HashToUInt128(whole)));
    }

    [Test]
    public void Of_SetAmongLargeValues_IsSortedBeforeItIsHashed()
    {
        int[] numbers = [.. Enumerable.Range(0, 50_000)];
        var value = (new string('x', 60_000), numbers.ToHashSet(), "end");
        var turned = (new string('x', 60_000), numbers.Reverse().ToHashSet(), "end");

        Assert.That(Encoding.Digest(turned), Is.EqualTo(Encoding.Digest(value)));
        Assert.That(Encoding.Digest(value).Hash, Is.EqualTo(System.IO.Hashing.XxHash128.HashToUInt128(Encoding.Of(value))));
    }

    [Test, Property("Failure", "S17")]
    public void Of_LargeResult_NeedsNoLargeBuffer()
    {
        double[] large = new double[4_000_000];
        Encoding.Digest(large);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Encoding.Digest(large);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200_000));
    }

    // So many are written in pieces.
    [Test]
    public void Of_ArrayOfMoreThanAMillionItems_HashesEachOfThem()
    {
        byte[] items = new byte[(1 << 20) + 3];
        items[1] = 1;
        items[^1] = 2;
        byte[] whole = [1, .. BitConverter.GetBytes(items.Length), .. items];

        ContentDigest digest = Encoding.Digest((sbyte[])(object)items);

        Assert.That(digest, Is.EqualTo(new ContentDigest(System.IO.Hashing.XxHash128.HashToUInt128(whole), whole.Length)));
    }

    [Test]
    public void Of_Key_IsTheHashOfItsBytes()
    {
        var whole = new CanonicalBuffer();
        whole.WriteString("argument");

        ContentDigest digest = ContentDigest.Of(new StringPart("argument"));

        Assert.That(digest, Is.EqualTo(new ContentDigest(System.IO.Hashing.XxHash128.HashToUInt128(whole.Written), whole.LengthBytes)));
    }

    [Test]
    public void Of_SmallValuesOneAfterTheOther_ShareOneBuffer()
    {
        ContentDigest first = Encoding.Digest("a");
        long before = GC.GetAllocatedBytesForCurrentThread();
        int same = 0;
        for (int i = 0; i < 100; i++)
        {
            same += Encoding.Digest("a") == first ? 1 : 0;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(same, Is.EqualTo(100));
        Assert.That(allocated, Is.LessThan(10_000));
    }

    [Test]
    public void Of_AfterAFailure_StartsAfresh()
    {
        ContentDigest expected = Encoding.Digest("a");
        var cycle = new Types.ShapeZoo.Node();
        cycle.Next = cycle;

        Assert.That(() => Encoding.Digest(cycle), Throws.TypeOf<NotEncodableException>());
        Assert.That(Encoding.Digest("a"), Is.EqualTo(expected));
    }
}
