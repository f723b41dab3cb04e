using System.Text;
using CsCheck;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class BusMessageTests
{
    private const ulong Origin = 0xabc;

    private static readonly EntryDigest Digest = Names.Of("this").Digest;
    private static readonly string DigestText = Names.Of("this").ToText()[^40..];

    [Test]
    public void Write_Set_IsAsDocumented() => Assert.That(
        Encoding.ASCII.GetString(BusMessage.OfSet(Origin, 1_700_000_000_000_001, Digest, "whole"u8.ToArray(), inlineBytes: 5).Write()),
        Is.EqualTo($"S0000000000000abc1700000000000001{DigestText}whole"));

    [Test]
    public void Write_Tombstone_IsAsDocumented() => Assert.That(
        Encoding.ASCII.GetString(BusMessage.OfTombstone(Origin, 7, Digest).Write()), Is.EqualTo($"T0000000000000abc0000000000000007{DigestText}"));

    [Test]
    public void Write_Generation_IsAsDocumented() => Assert.That(
        Encoding.ASCII.GetString(BusMessage.OfGeneration(Origin, 7, "IPrices.Find").Write()),
        Is.EqualTo($"G0000000000000abc0000000000000007{"IPrices.Find",-40}"));

    [Test]
    public void OfSet_LongerThanInline_GoesWithoutTheEnvelope() =>
        Assert.That(BusMessage.OfSet(Origin, 7, Digest, new byte[6], inlineBytes: 5).Envelope.IsEmpty);

    [Test]
    public void TryParse_Written_IsTheSame()
    {
        BusMessage set = BusMessage.OfSet(ulong.MaxValue, 1_700_000_000_000_001, Digest, "whole"u8.ToArray(), 100);
        BusMessage[] others = [BusMessage.OfTombstone(Origin, 7, Digest), BusMessage.OfGeneration(Origin, 7, new string('m', 40))];

        Assert.That(BusMessage.TryParse(set.Write(), out BusMessage parsed));
        Assert.That(parsed with { Envelope = default }, Is.EqualTo(set with { Envelope = default }));
        Assert.That(parsed.Envelope.ToArray(), Is.EqualTo("whole"u8.ToArray()));
        foreach (BusMessage other in others)
        {
            Assert.That(BusMessage.TryParse(other.Write(), out BusMessage same));
            Assert.That(same with { Envelope = default }, Is.EqualTo(other with { Envelope = default }));
        }
    }

    [TestCase("")]
    [TestCase("S")]
    [TestCase("X0000000000000abc0000000000000007aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("T0000000000000abg0000000000000007aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("T0000000000000abc000000000000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("T0000000000000abc0000000000000007aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaag")]
    [TestCase("T0000000000000abc0000000000000007aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("T0000000000000abc0000000000000007aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+")]
    [TestCase("G0000000000000abc0000000000000007                                        ")]
    [TestCase("G0000000000000abc0000000000000007IPrices.Find                            +")]
    public void TryParse_NoMessage_IsRefused(string text) =>
        Assert.That(BusMessage.TryParse(Encoding.ASCII.GetBytes(text), out _), Is.False);

    [Test]
    public void TryParse_AnyBytes_NeverThrows()
    {
        byte[] whole = BusMessage.OfSet(Origin, 7, Digest, "whole"u8.ToArray(), 100).Write();
        byte[][] others = [BusMessage.OfGeneration(Origin, 7, "IPrices.Find").Write(), BusMessage.OfTombstone(Origin, 7, Digest).Write()];

        Mutator.Of(whole, others).AllHold(
            20_000,
            bytes =>
            {
                if (BusMessage.TryParse(bytes, out BusMessage message))
                {
                    Assert.That(message.Write(), Is.EqualTo(bytes));
                }
            });
    }
}
