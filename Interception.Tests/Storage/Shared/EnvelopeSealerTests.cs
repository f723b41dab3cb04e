using System.Text;
using Interception.Keys.Canonical;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class EnvelopeSealerTests
{
    private const long Token = 1_700_000_000_000_001;
    private const int MaxPayloadBytes = 20_000;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("correct horse battery staple");
    private static readonly EntryName Name = Names.Of("this");
    private static readonly ContentDigest Digest = new(UInt128.MaxValue - 5, 1234);

    [Test]
    public void TryOpen_SealedEnvelope_GivesBackWhatWasSealed(
        [Values] bool isSecret, [Values(0, 100, long.MaxValue)] long compressAboveBytes,
        [Values(0, 1, 9, 10, 100, 101, 5_000, MaxPayloadBytes)] int payloadBytes)
    {
        EnvelopeSealer sealer = Sealer(isSecret ? Secret : null, compressAboveBytes);
        byte[] payload = Text(payloadBytes);

        byte[] stored = sealer.Seal(Name, EntryKind.Value, Token, Digest, payload);
        bool isOpen = sealer.TryOpen(Name, stored, out Envelope opened);

        Assert.That(isOpen);
        Assert.That(stored, Has.Length.LessThanOrEqualTo(sealer.MaxEnvelopeBytes));
        Assert.That(
            (opened.Kind, opened.Version, opened.Proven, opened.ProvenAtMilliseconds, opened.Digest),
            Is.EqualTo((EntryKind.Value, Token, Token, 0L, Digest)));
        Assert.That(opened.Payload.ToArray(), Is.EqualTo(payload));
    }

    [Test]
    public void Seal_Envelope_IsReadableAsDocumented()
    {
        string stored = Encoding.ASCII.GetString(
            Sealer(secret: null).Seal(Name, EntryKind.Value, Token, new ContentDigest(0xabc, 3), "abc"u8));

        Assert.That(stored, Does.StartWith(
            "C21" + "0" + "1700000000000001" + "1700000000000001" + new string('0', 13) + new string('0', 13) + "1700000000000001"
            + "00000000000000000000000000000abc" + "0000000000000003"));
        Assert.That(stored, Does.EndWith("abc").And.Length.EqualTo(EntryHeader.LengthBytes + 3));
        Assert.That(stored[EntryHeader.SealAt..EntryHeader.HitsAt], Does.Match("^[0-9a-f]{32}$"));
        Assert.That(stored[EntryHeader.HitsAt..EntryHeader.LengthBytes], Is.EqualTo(new string('0', 68)), "whoever offers it knows the evidence");
    }

    [Test]
    public void Seal_LongText_IsCompressedAndBeginsWithItsLength()
    {
        string stored = Encoding.Latin1.GetString(
            Sealer(secret: null, compressAboveBytes: 100).Seal(Name, EntryKind.Value, Token, Digest, Text(5_000)));

        Assert.That(stored, Has.Length.LessThan(1_000));
        Assert.That(stored[EntryHeader.CodecAt], Is.EqualTo('1'));
        Assert.That(stored[EntryHeader.LengthBytes..], Does.StartWith("00001388"));
    }

    [Test]
    public void Seal_PayloadThatDoesNotShrink_IsKeptAsItIs()
    {
        byte[] payload = [.. Enumerable.Range(0, 32).SelectMany(i => System.Security.Cryptography.SHA256.HashData([(byte)i]))];

        byte[] stored = Sealer(secret: null, compressAboveBytes: 0).Seal(Name, EntryKind.Value, Token, Digest, payload);

        Assert.That(stored[EntryHeader.CodecAt], Is.EqualTo((byte)'0'));
        Assert.That(stored.AsSpan(EntryHeader.LengthBytes).ToArray(), Is.EqualTo(payload));
    }

    [Test]
    public void TryOpen_Null_HasNoPayload([Values] bool isSecret)
    {
        EnvelopeSealer sealer = Sealer(isSecret ? Secret : null);

        byte[] stored = sealer.Seal(Name, EntryKind.Null, Token, Digest, []);

        Assert.That(sealer.TryOpen(Name, stored, out Envelope opened));
        Assert.That((opened.Kind, opened.Payload.Length), Is.EqualTo((EntryKind.Null, 0)));
    }

    [Test, Property("Failure", "K11"), Property("Failure", "X15")]
    public void TryOpen_MovedToAnotherName_IsRefused([Values] bool isSecret, [Values(0, 1, 5_000)] int payloadBytes)
    {
        EnvelopeSealer sealer = Sealer(isSecret ? Secret : null);

        byte[] stored = sealer.Seal(Name, EntryKind.Value, Token, Digest, Text(payloadBytes));

        Assert.That(sealer.TryOpen(Names.Of("other"), stored, out _), Is.False);
    }

    [Test, Property("Failure", "P12")]
    public void TryOpen_AnotherSecretOrNone_IsRefused()
    {
        byte[] stored = Sealer(Secret).Seal(Name, EntryKind.Value, Token, Digest, "abc"u8);

        Assert.That(Sealer("another"u8.ToArray()).TryOpen(Name, stored, out _), Is.False);
        Assert.That(Sealer(secret: null).TryOpen(Name, stored, out _), Is.False);
    }

    [Test]
    public void TryOpen_InPlaceFieldsChanged_OpensWithWhatTheySay()
    {
        EnvelopeSealer sealer = Sealer(Secret);
        byte[] stored = sealer.Seal(Name, EntryKind.Value, Token, Digest, "abc"u8);
        HeaderDigits.Write(stored.AsSpan(EntryHeader.ProvenAt..EntryHeader.ProvenTimeAt), Token + 1);
        HeaderDigits.Write(stored.AsSpan(EntryHeader.ProvenTimeAt..EntryHeader.LeaseUntilAt), 1_700_000_000_123);

        Assert.That(sealer.TryOpen(Name, stored, out Envelope opened));
        Assert.That((opened.Version, opened.Proven, opened.ProvenAtMilliseconds), Is.EqualTo((Token, Token + 1, 1_700_000_000_123)));
    }

    [TestCase(EntryKind.Lease)]
    [TestCase(EntryKind.Tombstone)]
    public void TryOpen_BareHeader_GivesKindAndVersionOnly(EntryKind kind)
    {
        byte[] stored = BareHeader.Write(kind, Token, provenAtMilliseconds: 5, leaseUntilMilliseconds: 6, leaseToken: Token);

        Assert.That(Sealer(Secret).TryOpen(Name, stored, out Envelope opened));
        Assert.That(
            (opened.Kind, opened.Version, opened.Digest, opened.Payload.Length), Is.EqualTo((kind, Token, default(ContentDigest), 0)));
    }

    [Test]
    public void TryOpen_BareHeaderThatIsNotBare_IsRefused()
    {
        byte[] tombstone = BareHeader.Write(EntryKind.Tombstone, Token, 5, 6, Token);

        Assert.That(Sealer(secret: null).TryOpen(Name, (byte[])[.. tombstone, (byte)'0'], out _), Is.False, "a byte too many");
        foreach (int at in (int[])[EntryHeader.KindAt, EntryHeader.CodecAt, EntryHeader.DigestAt, EntryHeader.SealAt, EntryHeader.LengthBytes - 1])
        {
            byte[] changed = [.. tombstone];
            changed[at] = (byte)'2';
            Assert.That(Sealer(secret: null).TryOpen(Name, changed, out _), Is.False, $"a '2' at {at}");
        }
    }

    [TestCase(MaxPayloadBytes + 1, 20)]
    [TestCase(0x7fffffff, 20)]
    [TestCase(MaxPayloadBytes, 20)]
    [TestCase(20_000_000, MaxPayloadBytes + 1_000)]
    [Property("Failure", "X14")]
    public void TryOpen_Bomb_AllocatesNoMoreThanThePayloadMayHave(int claimedBytes, int compressedBytes)
    {
        EnvelopeSealer forger = new(secret: null, long.MaxValue, compressAboveBytes: long.MaxValue);
        byte[] bomb = forger.Seal(Name, EntryKind.Value, Token, Digest, Bomb(claimedBytes, compressedBytes));
        bomb[EntryHeader.CodecAt] = (byte)'1';
        new EnvelopeSeal(secret: null).Write(Name, bomb);
        EnvelopeSealer sealer = Sealer(secret: null);
        _ = sealer.TryOpen(Name, bomb, out _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isOpen = sealer.TryOpen(Name, bomb, out _);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(isOpen, Is.False);
        Assert.That(allocated, Is.LessThan(claimedBytes == MaxPayloadBytes ? MaxPayloadBytes + 2_000 : 2_000));
    }

    [TestCase(99)]
    [TestCase(101)]
    public void TryOpen_LengthThatIsNotTheOriginals_IsRefused(int claimedBytes)
    {
        byte[] compressed = new byte[200];
        int length = PayloadCompression.Compress(new byte[100], compressed);
        Encoding.ASCII.GetBytes(claimedBytes.ToString("x8", null)).CopyTo(compressed, 0);

        bool isRestored = PayloadCompression.TryRestore(compressed.AsSpan(0, length), MaxPayloadBytes, out _);

        Assert.That(length, Is.InRange(9, 99));
        Assert.That(isRestored, Is.False);
    }

    [Test]
    public void TryOpen_Uncompressed_AllocatesTheEnvelopeOnly()
    {
        EnvelopeSealer sealer = Sealer(secret: null);
        byte[] stored = sealer.Seal(Name, EntryKind.Value, Token, Digest, Text(200));
        _ = sealer.TryOpen(Name, stored, out _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = sealer.TryOpen(Name, stored, out _);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.LessThanOrEqualTo(120));
    }

    private static EnvelopeSealer Sealer(byte[]? secret, long compressAboveBytes = long.MaxValue) =>
        new(secret, MaxPayloadBytes, compressAboveBytes);

    private static byte[] Text(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + ((i / 3) % 20)))];

    // A valid stream of 64 MiB of zeros begins it; what follows is filler.
    private static byte[] Bomb(int claimedBytes, int compressedBytes)
    {
        byte[] compressed = new byte[1 << 20];
        _ = System.IO.Compression.BrotliEncoder.TryCompress(new byte[64 << 20], compressed, out int written, quality: 5, window: 22);
        byte[] stream = compressed[..Math.Max(written, compressedBytes)];
        return [.. Encoding.ASCII.GetBytes(claimedBytes.ToString("x8", null)), .. stream];
    }
}
