using System.Runtime.InteropServices;

namespace Interception.Keys.Canonical;

/// <summary>Stands for the content of a result, or of a key: equal digests mean equal content, up to a 128-bit collision.</summary>
/// <remarks>Packed: each answer holds one, which takes 16 bytes less if it may stand at any word.</remarks>
/// <param name="Hash">XxHash128 of the canonical encoding.</param>
/// <param name="LengthBytes">The length of the canonical encoding.</param>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(long))]
internal readonly record struct ContentDigest(UInt128 Hash, long LengthBytes)
{
    [ThreadStatic]
    private static CanonicalBuffer? _spare;

    /// <summary>Digests a value. Large values are hashed piece by piece.</summary>
    /// <param name="writer">The writer of the value's declared type.</param>
    /// <param name="value">The value.</param>
    /// <param name="sawCustomComparer">Whether a set or map in it has a comparer of its own, which a copy would lose.</param>
    /// <exception cref="NotEncodableException">The value can't be encoded.</exception>
    public static ContentDigest Of(CanonicalWriter writer, object? value, out bool sawCustomComparer)
    {
        CanonicalBuffer buffer = Take();
        writer.Write(buffer, value);
        sawCustomComparer = buffer.SawCustomComparer;
        return Finish(buffer);
    }

    /// <summary>Digests a key: kept, or read on this thread and still good.</summary>
    public static ContentDigest Of<TKey>(TKey key)
        where TKey : struct, IKey<TKey>
    {
        CanonicalBuffer buffer = Take();
        key.WriteTo(buffer);
        return Finish(buffer);
    }

    /// <remarks>
    /// Taken, not borrowed: reading a value runs the user's code, which may come back here. What throws doesn't give it back, so a spare one is empty.
    /// </remarks>
    private static CanonicalBuffer Take()
    {
        CanonicalBuffer buffer = _spare ?? CanonicalBuffer.ForHash();
        _spare = null;
        return buffer;
    }

    private static ContentDigest Finish(CanonicalBuffer buffer)
    {
        var digest = new ContentDigest(buffer.FinishHash(), buffer.LengthBytes);
        buffer.Reset();
        _spare = buffer;
        return digest;
    }
}
