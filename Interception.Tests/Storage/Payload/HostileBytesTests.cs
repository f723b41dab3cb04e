using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class HostileBytesTests
{
    private const long FewBytes = 1 << 20;

    /// <summary>Lengths far beyond the bytes that are there.</summary>
    private static readonly string[] Bombs =
    [
        "2A020A80E6FE89070000000000000000", "0A080A026B3112DBE8E19F06BDD47302", "0A0A2A020A80E6FE890700000000",
        "0A80C2D72F", "0AFFFFFFFF07", "0AFFFFFFFF0F", "0AFFFFFFFFFFFFFFFF7F", "0AFFFFFFFFFFFFFFFFFF01", "0A0A0A80C2D72F",
        "0A0A0AFFFFFFFF07", "0A060A0412FFFFFF7F", "0A040A021280E6FE8907", "0A0A120812FFFFFFFF0F00", "0B0B0B0B0B0B", "0A",
    ];

    [TestCase(typeof(string))]
    [TestCase(typeof(byte[]))]
    [TestCase(typeof(List<string>))]
    [TestCase(typeof(int[]))]
    [TestCase(typeof(Dictionary<string, string>))]
    [TestCase(typeof(Zoo.Initialized))]
    [TestCase(typeof(Zoo.Node))]
    [TestCase(typeof(Zoo.Lists))]
    [TestCase(typeof(Zoo.Scalars))]
    public void Deserialize_HostileLengths_AllocatesLittle(Type type)
    {
        PayloadCodec codec = Copies.CodecOf(type);
        Read(codec, [0x0A]);

        Assert.Multiple(() =>
        {
            foreach (string bomb in Bombs)
            {
                byte[] bytes = Convert.FromHexString(bomb);
                long before = GC.GetAllocatedBytesForCurrentThread();
                Read(codec, bytes);
                Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(FewBytes), bomb);
            }
        });
    }

    [Test, Property("Failure", "X14")]
    public void Deserialize_LengthBeyondTheEnclosingMessage_IsRejectedWithoutAllocatingIt()
    {
        // Box { Value: Twig }, Twig { Sub: 2 bytes, whose string runs past them and claims 1.9 GB }.
        PayloadCodec codec = Copies.CodecOf(typeof(Zoo.Twig));
        byte[] bytes = Convert.FromHexString("0A10" + "0A02" + "1280E6FE8907" + "0000000000000000");
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => codec.Deserialize(bytes), Throws.Exception);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(FewBytes));
    }

    [Test]
    public void Deserialize_NestingBeyondTheLimit_IsRejected()
    {
        byte[] groups = new byte[1_000_000];
        Array.Fill(groups, (byte)0x0B);

        Assert.That(() => Copies.CodecOf(typeof(Zoo.Node)).Deserialize(groups), Throws.Exception);
    }

    [Test]
    public void Deserialize_RandomMutants_NeverAllocatesMuch()
    {
        PayloadCodec codec = Copies.CodecOf(typeof(Zoo.Node));
        byte[] good = codec.Serialize(new Zoo.Node { Value = 5, Next = new() { Children = [new(), new() { Value = 300 }] } });
        var random = new Random(20260101);

        for (int round = 0; round < 20_000; round++)
        {
            byte[] mutant = [.. good];
            for (int edit = random.Next(1, 5); edit > 0; edit--)
            {
                mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            Read(codec, mutant);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(FewBytes), Convert.ToHexString(mutant));
        }
    }

    private static void Read(PayloadCodec codec, byte[] bytes)
    {
        try
        {
            codec.Deserialize(bytes);
        }
        catch (Exception)
        {
            // Rejected, which is as good as harmlessly misread: a checksum tells the two apart, not the codec.
        }
    }
}
