using System.Runtime.CompilerServices;
using Interception.Keys.Canonical;
using Interception.Keys.Parts;

namespace Interception.Keys;

/// <summary>Makes the parts of keys from arguments as callers have passed them, unboxed: what the code of a typed front calls.</summary>
/// <remarks>
/// The same parts as <see cref="IKey{TSelf}.Read"/> makes of boxed arguments. Allocates nothing, unless the encoding does: sets, maps, and collections that must be enumerated. Thread-safe.
/// </remarks>
internal static class TypedParts
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarPart<T> Scalar<T>(T value)
        where T : unmanaged => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NullablePart<ScalarPart<T>> NullableScalar<T>(T? value)
        where T : unmanaged => value is { } present ? new(new ScalarPart<T>(present)) : default;

    public static DateTimeOffsetPart DateTimeOffset(DateTimeOffset value) => new(value);

    public static NullablePart<DateTimeOffsetPart> NullableDateTimeOffset(DateTimeOffset? value) =>
        value is { } present ? new(new DateTimeOffsetPart(present)) : default;

    /// <summary>Makes the part of a string.</summary>
    /// <returns>False if it is too long for a key: the call goes the whole way, which says so.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryString(string? value, out StringPart part)
    {
        part = new StringPart(value);
        return value is null || value.Length <= KeySchema.MaxKeyBytes / sizeof(char);
    }

    /// <summary>Encodes an object into the thread's scratch buffer.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="schema">How the method's keys are made.</param>
    /// <param name="number">The number of the part.</param>
    /// <param name="scratch">The buffer; null before the first part of a key that is encoded.</param>
    /// <param name="part">The part, good until the next key is read on this thread.</param>
    /// <returns>False if it can't be encoded: the call goes the whole way, which says so.</returns>
    public static bool TryEncode(object? argument, KeySchema schema, int number, ref KeyScratch? scratch, out EncodedPart part)
    {
        try
        {
            scratch ??= KeyScratch.Take();
            part = EncodedPart.Read(scratch, schema.WriterOf(number), argument);
            return true;
        }
        catch (Exception)
        {
            part = default; // An argument that another thread changes while it is encoded, say.
            return false;
        }
    }

    /// <summary>Encodes a struct, or a nullable one, into the thread's scratch buffer, unboxed.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="schema">How the method's keys are made.</param>
    /// <param name="number">The number of the part.</param>
    /// <param name="scratch">The buffer; null before the first part of a key that is encoded.</param>
    /// <param name="part">The part, good until the next key is read on this thread; it can be looked up, and not kept.</param>
    /// <returns>False if it can't be encoded: the call goes the whole way, which says so.</returns>
    public static bool TryEncodeStruct<T>(T argument, KeySchema schema, int number, ref KeyScratch? scratch, out EncodedPart part)
    {
        try
        {
            scratch ??= KeyScratch.Take();
            part = EncodedPart.ReadUnboxed(scratch, (CanonicalWriter<T>)schema.WriterOf(number), argument);
            return true;
        }
        catch (Exception)
        {
            part = default; // It holds a list that another thread changes while it is encoded, say.
            return false;
        }
    }
}
