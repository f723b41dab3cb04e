using System.Buffers.Binary;

namespace Interception.Storage.Shared;

/// <summary>What tells entries of the shared store apart: the first 160 bits of the hash of the full key.</summary>
/// <remarks>
/// Cut from SHA-256, or from HMAC-SHA256 where there is a secret: arguments are chosen by callers, so a cheaper hash would let
/// one collide with another's.
/// </remarks>
internal readonly record struct EntryDigest(ulong First, ulong Second, uint Third)
{
    public const int SizeBytes = 20;

    /// <summary>How long it is as hexadecimal text.</summary>
    public const int TextLength = 2 * SizeBytes;

    /// <summary>Takes the first 20 bytes.</summary>
    public static EntryDigest Of(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash),
        BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(hash[16..]));

    /// <summary>Reads 40 hexadecimal characters in ASCII.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out EntryDigest digest)
    {
        Span<byte> hash = stackalloc byte[SizeBytes];
        bool isValid = text.Length == TextLength
            && Convert.FromHexString(text, hash, out _, out int written) == System.Buffers.OperationStatus.Done && written == SizeBytes;
        digest = isValid ? Of(hash) : default;
        return isValid;
    }

    /// <summary>40 hexadecimal characters in lower case.</summary>
    public override string ToString() => string.Create(TextLength, this, static (text, digest) =>
    {
        Span<byte> bytes = stackalloc byte[TextLength];
        digest.Write(bytes);
        System.Text.Encoding.ASCII.GetChars(bytes, text);
    });

    /// <summary>Writes 40 hexadecimal characters in ASCII, in lower case.</summary>
    public void Write(Span<byte> text)
    {
        Span<byte> hash = stackalloc byte[SizeBytes];
        BinaryPrimitives.WriteUInt64BigEndian(hash, First);
        BinaryPrimitives.WriteUInt64BigEndian(hash[8..], Second);
        BinaryPrimitives.WriteUInt32BigEndian(hash[16..], Third);
        _ = Convert.TryToHexStringLower(hash, text, out _);
    }
}
