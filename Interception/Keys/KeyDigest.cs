using System.Security.Cryptography;
using Interception.Keys.Canonical;

namespace Interception.Keys;

/// <summary>Stands for a whole call where people look at it: arguments don't show in it.</summary>
internal static class KeyDigest
{
    private const int Bytes = 20;

    /// <summary>The first 160 bits of SHA-256 over method and key, in lower case hexadecimal digits.</summary>
    public static string Of<TKey>(string identity, TKey key)
        where TKey : struct, IKey<TKey>
    {
        var buffer = new CanonicalBuffer();
        buffer.WriteString(identity);
        key.WriteTo(buffer);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.Written).AsSpan(0, Bytes));
    }
}
