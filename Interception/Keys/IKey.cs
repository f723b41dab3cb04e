using Interception.Keys.Canonical;

namespace Interception.Keys;

/// <summary>
/// The arguments of a call with its VaryBy values, or one part of them, as a value that a dictionary looks up as it is.
/// </summary>
/// <remarks>
/// Keys are structs composed of structs, so that the JIT compiles each signature on its own; their types are closed once per
/// method (<see cref="KeySchema.KeyType"/>). Equality is bit for bit. They have no ToString: arguments appear in no text.
/// <para>A key that was read is good for a lookup on the same thread, until the next key is read there; what stays is its
/// <see cref="KeyOperations.Keep{TKey}"/>.</para>
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal interface IKey<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IKey<TSelf>
{
    /// <summary>The memory that the key holds, in bytes, about.</summary>
    int SizeBytes { get; }

    /// <summary>Takes the next arguments, then the VaryBy values, from a call.</summary>
    /// <exception cref="NotEncodableException">An argument can't be encoded, or is too long: the call runs uncached.</exception>
    static abstract TSelf Read(ref KeySource source);

    /// <summary>Detaches the key from scratch buffers and from the caller's objects. Use <see cref="KeyOperations"/>.</summary>
    /// <param name="schema">The schema that the key was read by.</param>
    /// <param name="part">The number of the key's first part.</param>
    /// <exception cref="NotEncodableException">An argument can't be copied.</exception>
    TSelf Keep(KeySchema schema, int part);

    /// <summary>Puts fresh copies of the arguments into an array. Only on a kept key. Use <see cref="KeyOperations"/>.</summary>
    /// <param name="schema">The schema that the key was read by.</param>
    /// <param name="arguments">Where the arguments go; ignored positions stay as they are.</param>
    /// <param name="varyBy">Where the VaryBy values go; empty if nobody asks for them.</param>
    /// <param name="part">The number of the key's first part.</param>
    void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part);

    /// <summary>Writes the full key: injective, and the same in every process.</summary>
    void WriteTo(CanonicalBuffer buffer);

    /// <summary>The hash, seeded anew in each process.</summary>
    int GetHashCode();
}
