using System.Text;
using CsCheck;
using Interception.Keys.Canonical;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class EnvelopeMutantTests
{
    private const int Mutants = 11_000;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("correct horse battery staple");
    private static readonly EntryName Name = Names.Of("this");
    private static readonly EntryName OtherName = Names.Of("other");

    [Test, Property("Failure", "X13")]
    public void TryOpen_DamagedEnvelope_OpensOnlyIfWhatIsSealedIsWhole(
        [Values] bool isSecret, [Values(0, 500)] int compressAboveBytes, [Values(0, 1, 40, 700, 5_000)] int payloadBytes)
    {
        var sealer = new EnvelopeSealer(isSecret ? Secret : null, maxPayloadBytes: 10_000, compressAboveBytes);
        byte[] stored = sealer.Seal(Name, EntryKind.Value, 1_700_000_000_000_001, new ContentDigest(7, payloadBytes), Payload(payloadBytes, 'a'));
        byte[] later = sealer.Seal(Name, EntryKind.Value, 1_700_000_000_000_002, new ContentDigest(8, payloadBytes), Payload(payloadBytes, 'b'));
        byte[] empty = sealer.Seal(Name, EntryKind.Null, 1_700_000_000_000_003, new ContentDigest(9, 1), []);
        byte[] elsewhere = sealer.Seal(OtherName, EntryKind.Value, 1_700_000_000_000_001, new ContentDigest(7, payloadBytes), Payload(payloadBytes, 'a'));
        byte[][] whole = [.. new[] { stored, later, empty }.Select(envelope => Mutator.WithoutInPlaceFields(envelope))];

        Mutator.Of(stored, [later, empty, elsewhere]).AllHold(
            Mutants,
            mutant =>
            {
                if (!sealer.TryOpen(Name, mutant, out Envelope opened))
                {
                    return true;
                }

                byte[] sealedPart = Mutator.WithoutInPlaceFields(mutant);
                byte[]? original = whole.FirstOrDefault(envelope => envelope.AsSpan().SequenceEqual(sealedPart));
                return original is not null && sealer.TryOpen(Name, original, out Envelope right)
                    && (opened.Kind, opened.Version, opened.Digest) == (right.Kind, right.Version, right.Digest)
                    && opened.Payload.Span.SequenceEqual(right.Payload.Span);
            });
    }

    [Test]
    public void TryOpen_AnyBytes_NeverThrows()
    {
        var sealer = new EnvelopeSealer(secret: null, maxPayloadBytes: 1_000, compressAboveBytes: 0);

        Gen.Byte.Array[0, 400].AllHold(20_000, bytes => !sealer.TryOpen(Name, bytes, out _));
    }

    // Half of it compresses well, so that a compressed one still has many bytes to damage.
    private static byte[] Payload(int length, char filler) =>
        [.. Enumerable.Range(0, length).Select(i => (byte)(i % 2 == 0 ? filler : (i * 7919) >> 3))];
}
