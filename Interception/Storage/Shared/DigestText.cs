using System.Buffers;
using System.Globalization;
using Interception.Keys.Canonical;

namespace Interception.Storage.Shared;

/// <summary>
/// A content digest as a header holds it: 32 hexadecimal digits of the hash and 16 of the length, in lower case.
/// </summary>
internal static class DigestText
{
    private const int HashDigits = 32;
    private const NumberStyles Style = NumberStyles.AllowHexSpecifier;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Fills the 48 bytes of the place.</summary>
    public static void Write(Span<byte> place, ContentDigest digest)
    {
        _ = digest.Hash.TryFormat(place, out _, "x32", CultureInfo.InvariantCulture);
        _ = digest.LengthBytes.TryFormat(place[HashDigits..], out _, "x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the 48 bytes of the place.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out ContentDigest digest)
    {
        digest = default;
        if (text.ContainsAnyExcept(Hexadecimal)
            || !UInt128.TryParse(text[..HashDigits], Style, CultureInfo.InvariantCulture, out UInt128 hash)
            || !long.TryParse(text[HashDigits..], Style, CultureInfo.InvariantCulture, out long length)
            || length < 0)
        {
            return false;
        }

        digest = new ContentDigest(hash, length);
        return true;
    }
}
