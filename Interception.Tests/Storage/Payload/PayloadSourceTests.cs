using Interception.Storage.Payload;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadSourceTests
{
    [Test]
    public void Read_PieceByPiece_GivesWhatIsThereAndNoMore()
    {
        using PayloadSource source = PayloadSource.Of(new byte[] { 1, 2, 3, 4, 5 }.AsMemory(0, 4));

        Assert.That(Read(source, 3), Is.EqualTo((byte[])[1, 2, 3]));
        Assert.That(Read(source, 3), Is.EqualTo((byte[])[4]), "what stands behind it is not its own");
        Assert.That(Read(source, 3), Is.Empty);
    }

    [Test]
    public void Of_OneIsBeingRead_IsAnother()
    {
        using PayloadSource outer = PayloadSource.Of(new byte[] { 1, 2, 3 });
        Assert.That(Read(outer, 1), Is.EqualTo((byte[])[1]));
        using (PayloadSource inner = PayloadSource.Of(new byte[] { 8, 9 }))
        {
            Assert.That(Read(inner, 5), Is.EqualTo((byte[])[8, 9]));
        }

        using PayloadSource next = PayloadSource.Of(new byte[] { 7 });
        Assert.That(Read(outer, 5), Is.EqualTo((byte[])[2, 3]), "what is read runs code of the user's, which may read in turn");
        Assert.That(Read(next, 5), Is.EqualTo((byte[])[7]));
    }

    [Test]
    public void Of_OneWasGivenBack_AllocatesNone()
    {
        byte[] bytes = [1, 2, 3];
        PayloadSource.Of(bytes).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();

        PayloadSource.Of(bytes).Dispose();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Dispose_KeptByMistake_ReadsNothing()
    {
        PayloadSource source = PayloadSource.Of(new byte[] { 1, 2 });
        source.Dispose();

        Assert.That(Read(source, 2), Is.Empty);
    }

    private static byte[] Read(PayloadSource source, int atMost)
    {
        byte[] buffer = new byte[atMost];
        return buffer[..source.Read(buffer, 0, atMost)];
    }
}
