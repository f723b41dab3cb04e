using System.Security.Cryptography;
using System.Text;
using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Storage.Shared;

/// <summary>Makes the names of one method's entries, and the names of groups of methods.</summary>
/// <remarks>
/// Thread-safe. The full key is the canonical encoding of application, method identity, schema fingerprint, generation, arguments
/// and VaryBy values, in this order. Each of them shows by itself where it ends, given what stands before it (the fingerprint
/// says of which types the arguments are and how many VaryBy values follow), so different full keys differ as bytes.
/// </remarks>
internal sealed class EntryNames
{
    /// <summary>The longest part of a name that tells people of the method.</summary>
    public const int MaxMethodLength = 100;

    private const int FingerprintCharacters = 8;

    [ThreadStatic]
    private static CanonicalBuffer? _spare;

    private readonly byte[] _start;
    private readonly byte[] _method;
    private readonly byte[]? _secret;

    /// <summary>Prepares the names of a method.</summary>
    /// <param name="prefix">What all names of the application begin with, up to and with the last colon.</param>
    /// <param name="method">The method's name for people; only its ASCII letters, digits, dots and underscores stay.</param>
    /// <param name="application">The application, whose entries no other one sees.</param>
    /// <param name="identity">The method, see <see cref="MethodIdentity"/>.</param>
    /// <param name="fingerprint">The shapes of arguments and result: 32 bytes.</param>
    /// <param name="secret">Keys the hashes, so that who reads names can't try arguments; null for none.</param>
    public EntryNames(
        string prefix, string method, string application, string identity, ReadOnlySpan<byte> fingerprint, byte[]? secret)
    {
        _secret = secret;
        _start = Encoding.UTF8.GetBytes($"{prefix}{Readable(method)}-{Convert.ToHexStringLower(fingerprint)[..FingerprintCharacters]}:");
        var buffer = new CanonicalBuffer();
        buffer.WriteString(application);
        buffer.WriteString(identity);
        buffer.WriteRaw(fingerprint);
        _method = buffer.Written.ToArray();
    }

    /// <summary>
    /// Names the generation of a group of methods, 40 hexadecimal characters in lower case. It leaves the fingerprints out: two
    /// versions of an application that run side by side are invalidated together.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="group">The group, see <see cref="MethodIdentity.OfGroup"/>.</param>
    /// <param name="secret">Keys the hash; null for none.</param>
    public static string FieldOf(string application, string group, byte[]? secret)
    {
        var buffer = new CanonicalBuffer();
        buffer.WriteString(application);
        buffer.WriteString(group);
        Span<byte> hash = stackalloc byte[EntryName.BindingBytes];
        Hash(buffer, secret, hash);
        return Convert.ToHexStringLower(hash[..EntryDigest.SizeBytes]);
    }

    /// <summary>Names the entry of a key.</summary>
    /// <param name="key">The key: kept, or read on this thread and still good.</param>
    /// <param name="generation">How many times the method's entries have been invalidated together.</param>
    public EntryName Create<TKey>(TKey key, long generation)
        where TKey : struct, IKey<TKey>
    {
        // Taken, not borrowed, like the buffer of ContentDigest.
        CanonicalBuffer buffer = _spare ?? new CanonicalBuffer();
        _spare = null;
        buffer.Reset();
        buffer.WriteRaw(_method);
        buffer.WriteBits(generation);
        key.WriteTo(buffer);
        Span<byte> hash = stackalloc byte[EntryName.BindingBytes];
        Hash(buffer, _secret, hash);
        _spare = buffer;
        return new EntryName(_start, hash);
    }

    private static string Readable(string method)
    {
        ReadOnlySpan<char> shown = method.AsSpan(0, Math.Min(method.Length, MaxMethodLength));
        return string.Create(shown.Length, shown, static (text, shown) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = char.IsAsciiLetterOrDigit(shown[i]) || shown[i] == '.' ? shown[i] : '_';
            }
        });
    }

    private static void Hash(CanonicalBuffer buffer, byte[]? secret, Span<byte> hash) =>
        _ = secret is null ? SHA256.HashData(buffer.Written, hash) : HMACSHA256.HashData(secret, buffer.Written, hash);
}
