using System.IO.Hashing;
using Interception.Keys.Canonical;

namespace Interception.Tests.Keys.Canonical;

/// <summary>The memory that a buffer takes and gives back; what stands in it the other fixtures look at.</summary>
[TestFixture]
internal sealed class CanonicalBufferTests
{
    private const int FlushedBytes = 64 * 1024;
    private const int KeptBytes = 256 * 1024;

    [TestCase(1000)]
    [TestCase(KeptBytes)]
    public void Reset_BufferThatIsNotLarge_KeepsItsArray(int bytes)
    {
        var buffer = new CanonicalBuffer();
        buffer.WriteRaw(new byte[bytes]);
        byte[] array = buffer.Array;

        buffer.Reset();

        Assert.That(buffer.Array, Is.SameAs(array));
        Assert.That(buffer.Position, Is.Zero);
    }

    // One long argument would else stay with its thread for good.
    [Test]
    public void Reset_BufferThatHasBecomeLarge_LetsItsArrayGo()
    {
        var buffer = new CanonicalBuffer();
        buffer.WriteRaw(new byte[KeptBytes + 1]);

        buffer.Reset();

        Assert.That(buffer.Array, Has.Length.LessThan(1000));
        Assert.That(buffer.Position, Is.Zero);
    }

    [Test]
    public void WriteRaw_LittleMoreThanThereIsRoomFor_GrowsLittle()
    {
        var buffer = new CanonicalBuffer();

        buffer.WriteRaw(new byte[300]);

        Assert.That(buffer.Array, Has.Length.LessThan(1000));
    }

    [Test]
    public void WriteRaw_HashingBuffer_IsFlushedInsteadOfGrowing()
    {
        var buffer = CanonicalBuffer.ForHash();

        for (int i = 0; i < 200; i++)
        {
            buffer.WriteRaw(new byte[1000]);
        }

        Assert.That(buffer.Array, Has.Length.EqualTo(FlushedBytes));
        Assert.That(buffer.FinishHash(), Is.EqualTo(XxHash128.HashToUInt128(new byte[200_000])));
        Assert.That(buffer.LengthBytes, Is.EqualTo(200_000));
    }
}
