using System.Buffers;
using System.Diagnostics;
using Interception.Keys.Canonical;

namespace Interception.Storage.Shared;

/// <summary>
/// Packs answers for the shared store, and opens what comes back from it only if it is what was packed for that name.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="secret">The key of the seals; without one they show damage, but not a forger.</param>
/// <param name="maxPayloadBytes">The longest payload, before it is compressed, that is ever opened.</param>
/// <param name="compressAboveBytes">A payload longer than that is compressed.</param>
internal sealed class EnvelopeSealer(byte[]? secret, long maxPayloadBytes, long compressAboveBytes)
{
    private const byte Plain = (byte)'0';
    private const byte Compressed = (byte)'1';

    private readonly EnvelopeSeal _seal = new(secret);

    /// <summary>The longest payload that may be sealed: a longer one would never open.</summary>
    public long MaxPayloadBytes { get; } =
        Math.Min(maxPayloadBytes, Array.MaxLength - EntryHeader.LengthBytes - PayloadCompression.LengthDigits);

    /// <summary>The longest envelope that can open, which is as much as a read needs to ask for.</summary>
    public int MaxEnvelopeBytes => EntryHeader.LengthBytes + PayloadCompression.LengthDigits + (int)MaxPayloadBytes;

    /// <summary>Packs an answer.</summary>
    /// <param name="name">The name that it will stand under, and under no other.</param>
    /// <param name="kind"><see cref="EntryKind.Value"/> or <see cref="EntryKind.Null"/>; the latter has no payload.</param>
    /// <param name="token">The token of its run: its version.</param>
    /// <param name="digest">Stands for the content.</param>
    /// <param name="payload">At most <see cref="MaxPayloadBytes"/>.</param>
    /// <returns>The whole envelope. "Proven at" and the lease are zeros: the store fills them in.</returns>
    public byte[] Seal(EntryName name, EntryKind kind, long token, ContentDigest digest, ReadOnlySpan<byte> payload)
    {
        Debug.Assert(kind == EntryKind.Value || (kind == EntryKind.Null && payload.IsEmpty), "only answers are sealed");
        byte[]? compressed = null;
        byte codec = Plain;
        if (payload.Length > compressAboveBytes)
        {
            compressed = ArrayPool<byte>.Shared.Rent(payload.Length);
            int length = PayloadCompression.Compress(payload, compressed);
            codec = length > 0 ? Compressed : Plain;
            payload = length > 0 ? compressed.AsSpan(0, length) : payload;
        }

        byte[] envelope = new byte[EntryHeader.LengthBytes + payload.Length];
        BareHeader.Write(kind, token, provenAtMilliseconds: 0, leaseUntilMilliseconds: 0, leaseToken: token).CopyTo(envelope);
        envelope[EntryHeader.CodecAt] = codec;
        DigestText.Write(envelope.AsSpan(EntryHeader.DigestAt..EntryHeader.SealAt), digest);
        payload.CopyTo(envelope.AsSpan(EntryHeader.LengthBytes));
        _seal.Write(name, envelope);
        if (compressed is not null)
        {
            ArrayPool<byte>.Shared.Return(compressed);
        }

        return envelope;
    }

    /// <summary>Opens what was read from the store. Never throws, whatever the bytes.</summary>
    /// <remarks>
    /// Leases and tombstones are written by scripts and carry no seal: somebody who can write to the store can make them, which
    /// costs a run and never a wrong answer.
    /// </remarks>
    /// <param name="name">The name that it stood under.</param>
    /// <param name="stored">The bytes. An uncompressed payload stays in them: they must not change afterwards.</param>
    /// <param name="envelope">What they say.</param>
    /// <returns><see langword="false"/> unless every part of it is as it was sealed for this name.</returns>
    public bool TryOpen(EntryName name, ReadOnlyMemory<byte> stored, out Envelope envelope)
    {
        envelope = default;
        ReadOnlySpan<byte> bytes = stored.Span;
        if (bytes.Length > MaxEnvelopeBytes || !HeaderFields.TryRead(bytes, out HeaderFields fields))
        {
            return false;
        }

        if (BareHeader.Is(bytes))
        {
            envelope = new Envelope(fields.Kind, fields.Version, fields.Proven, fields.ProvenAtMilliseconds, default, default);
            return true;
        }

        if (!fields.IsAnswer || !DigestText.TryRead(bytes[EntryHeader.DigestAt..EntryHeader.SealAt], out ContentDigest digest)
            || !_seal.Holds(name, bytes) || !TryUnpack(fields.Kind, stored, out ReadOnlyMemory<byte> payload))
        {
            return false;
        }

        envelope = new Envelope(fields.Kind, fields.Version, fields.Proven, fields.ProvenAtMilliseconds, digest, payload);
        return true;
    }

    // A forger without a secret to know can seal anything, so lengths are judged behind the seal as well.
    private bool TryUnpack(EntryKind kind, ReadOnlyMemory<byte> stored, out ReadOnlyMemory<byte> payload)
    {
        payload = stored[EntryHeader.LengthBytes..];
        byte codec = stored.Span[EntryHeader.CodecAt];
        if (codec == Plain)
        {
            return payload.Length <= (kind == EntryKind.Null ? 0 : MaxPayloadBytes);
        }

        byte[]? original = null;
        bool isRestored = codec == Compressed && kind == EntryKind.Value
            && PayloadCompression.TryRestore(payload.Span, MaxPayloadBytes, out original);
        payload = original;
        return isRestored;
    }
}
