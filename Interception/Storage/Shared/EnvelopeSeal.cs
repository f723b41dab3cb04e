using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Interception.Storage.Shared;

/// <summary>The hash that ties an envelope to its name and makes its parts one: 32 hexadecimal digits in lower case.</summary>
/// <remarks>
/// XxHash128 shows damage and misplacing. Only the first 16 bytes of HMAC-SHA256, with a secret, also stop somebody who can write
/// to the store. Thread-safe.
/// </remarks>
internal sealed class EnvelopeSeal(byte[]? secret)
{
    public const int TextLength = EntryHeader.HitsAt - EntryHeader.SealAt;

    /// <summary>Writes the seal of an envelope into its place.</summary>
    public void Write(EntryName name, Span<byte> envelope) =>
        Compute(name, envelope, envelope[EntryHeader.SealAt..EntryHeader.HitsAt]);

    /// <summary>Whether the seal is that of this envelope under this name. Takes the same time wherever they differ.</summary>
    public bool Holds(EntryName name, ReadOnlySpan<byte> envelope)
    {
        Span<byte> right = stackalloc byte[TextLength];
        Compute(name, envelope, right);
        return CryptographicOperations.FixedTimeEquals(right, envelope[EntryHeader.SealAt..EntryHeader.HitsAt]);
    }

    private void Compute(EntryName name, ReadOnlySpan<byte> envelope, Span<byte> seal)
    {
        // Kind, codec and version stand side by side. Everything before the payload has a fixed length, so no two
        // envelopes give the same text. The text is made in one piece, which costs a copy and saves a hash object.
        ReadOnlySpan<byte> start = envelope[EntryHeader.KindAt..EntryHeader.ProvenAt];
        ReadOnlySpan<byte> digest = envelope[EntryHeader.DigestAt..EntryHeader.SealAt];
        ReadOnlySpan<byte> payload = envelope[EntryHeader.LengthBytes..];
        int length = name.Binding.Length + start.Length + digest.Length + payload.Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        Span<byte> text = buffer.AsSpan(0, length);
        Span<byte> rest = Append(Append(Append(text, name.Binding), start), digest);
        payload.CopyTo(rest);

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = secret is null ? XxHash128.Hash(text, hash) : HMACSHA256.HashData(secret, text, hash);
        ArrayPool<byte>.Shared.Return(buffer);
        _ = Convert.TryToHexStringLower(hash[..(TextLength / 2)], seal, out _);
    }

    private static Span<byte> Append(Span<byte> place, ReadOnlySpan<byte> part)
    {
        part.CopyTo(place);
        return place[part.Length..];
    }
}
