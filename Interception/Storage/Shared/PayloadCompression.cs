using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Interception.Storage.Shared;

/// <summary>Brotli for payloads. A compressed one begins with the length of the original, as 8 hexadecimal digits.</summary>
internal static class PayloadCompression
{
    /// <summary>How many digits the length of the original has.</summary>
    public const int LengthDigits = 8;

    /// <summary>The level of <see cref="CompressionLevel.Fastest"/>, with the window of <see cref="BrotliStream"/>.</summary>
    private const int Quality = 1;
    private const int WindowBits = 22;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Compresses into a place as long as the original, and only if that makes it shorter.</summary>
    /// <returns>The length of the compressed payload; 0 if it isn't shorter.</returns>
    public static int Compress(ReadOnlySpan<byte> original, Span<byte> place)
    {
        if (original.Length <= LengthDigits + 1)
        {
            return 0;
        }

        Span<byte> shorter = place[LengthDigits..(original.Length - 1)];
        if (!BrotliEncoder.TryCompress(original, shorter, out int written, Quality, WindowBits))
        {
            return 0;
        }

        _ = Utf8Formatter.TryFormat(original.Length, place, out _, new StandardFormat('x', LengthDigits));
        return LengthDigits + written;
    }

    /// <summary>
    /// Restores the original. The length it claims is judged before anything is allocated, and exactly as many bytes must come
    /// out.
    /// </summary>
    public static bool TryRestore(ReadOnlySpan<byte> payload, long maxBytes, [NotNullWhen(true)] out byte[]? original)
    {
        original = null;
        if (payload.Length <= LengthDigits || payload[..LengthDigits].ContainsAnyExcept(Hexadecimal)
            || !Utf8Parser.TryParse(payload[..LengthDigits], out uint claimed, out _, 'x')
            || claimed > maxBytes || claimed <= payload.Length)
        {
            return false;
        }

        byte[] place = new byte[claimed];
        if (!BrotliDecoder.TryDecompress(payload[LengthDigits..], place, out int written) || written != place.Length)
        {
            return false;
        }

        original = place;
        return true;
    }
}
