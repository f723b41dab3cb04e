using Interception.Keys.Canonical;

namespace Interception.Keys;

/// <summary>What one does with a whole key, as opposed to its parts.</summary>
internal static class KeyOperations
{
    /// <summary>Detaches a key from scratch buffers and from the caller's objects; called once, on a miss.</summary>
    /// <exception cref="NotEncodableException">The key is longer than 64 KiB, or an argument can't be copied.</exception>
    public static TKey Keep<TKey>(this TKey key, KeySchema schema)
        where TKey : struct, IKey<TKey>
    {
        KeySchema.RequireLength(key.SizeBytes);
        return key.Keep(schema, 0);
    }

    /// <summary>
    /// Puts fresh copies of the arguments into an array of the method's full length; ignored positions stay as they are.
    /// </summary>
    /// <exception cref="NotEncodableException">A copy can't be made any more.</exception>
    public static void Rebuild<TKey>(this TKey key, KeySchema schema, object?[] arguments)
        where TKey : struct, IKey<TKey> => key.Rebuild(schema, arguments, [], 0);

    /// <summary>Like the other, and also puts the VaryBy values into <paramref name="varyBy"/>.</summary>
    public static void Rebuild<TKey>(this TKey key, KeySchema schema, object?[] arguments, Span<string> varyBy)
        where TKey : struct, IKey<TKey> => key.Rebuild(schema, arguments, varyBy, 0);
}
