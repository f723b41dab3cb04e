using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Keys.Parts;

/// <summary>Any other argument: compared by its full canonical bytes, never by its hash alone.</summary>
/// <remarks>
/// As read, it refers to the thread's scratch buffer and to the caller's object (a boxed one, or none, if it is a struct). Kept, it holds the canonical bytes and a
/// copy of the argument to run the method with, which was found to have the same canonical bytes.
/// </remarks>
internal readonly struct EncodedPart : IKey<EncodedPart>
{
    private readonly ArraySegment<byte> _canonical;
    private readonly int _hash;
    private readonly object? _argument;
    private readonly byte[]? _copy;

    private EncodedPart(ArraySegment<byte> canonical, int hash, object? argument, byte[]? copy)
    {
        _canonical = canonical;
        _hash = hash;
        _argument = argument;
        _copy = copy;
    }

    public int SizeBytes => _canonical.Count + (_copy?.Length ?? 0);

    public static EncodedPart Read(ref KeySource source)
    {
        KeyScratch scratch = source.NextEncoded(out CanonicalWriter writer, out object? argument);
        return Read(scratch, writer, argument);
    }

    /// <summary>Encodes an argument behind those that are in the buffer.</summary>
    /// <exception cref="NotEncodableException">It can't be encoded, or has a set or map with a comparer of its own.</exception>
    public static EncodedPart Read(KeyScratch scratch, CanonicalWriter writer, object? argument)
    {
        ArraySegment<byte> canonical = scratch.Encode(writer, argument);
        return new EncodedPart(canonical, KeyHash.OfBytes(canonical), argument, null);
    }

    /// <summary>Encodes an argument without boxing it. Such a part can be looked up, but not kept.</summary>
    /// <exception cref="NotEncodableException">It has a set or map with a comparer of its own.</exception>
    public static EncodedPart ReadUnboxed<T>(KeyScratch scratch, CanonicalWriter<T> writer, T argument)
    {
        ArraySegment<byte> canonical = scratch.Encode(writer, argument);
        return new EncodedPart(canonical, KeyHash.OfBytes(canonical), null, null);
    }

    public EncodedPart Keep(KeySchema schema, int part)
    {
        if (_copy is not null)
        {
            return this; // Kept before.
        }

        CanonicalWriter writer = schema.WriterOf(part);
        byte[] canonical = _canonical.ToArray();
        try
        {
            byte[] copy = schema.CodecOf(part).Serialize(_argument);
            var check = new CanonicalBuffer(KeySchema.MaxKeyBytes);
            writer.Write(check, schema.CodecOf(part).Deserialize(copy));
            return check.Written.SequenceEqual(canonical)
                ? new EncodedPart(canonical, _hash, null, copy)
                : throw new NotEncodableException($"A copy of a '{TypeNames.Full(writer.Type)}' differs from it.");
        }
        catch (Exception exception) when (exception is not (NotEncodableException or OutOfMemoryException))
        {
            throw CannotCopy(writer, exception);
        }
    }

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part)
    {
        try
        {
            arguments[schema.PositionOf(part)] = schema.CodecOf(part).Deserialize(_copy);
        }
        catch (Exception exception) when (exception is not (NotEncodableException or OutOfMemoryException))
        {
            throw CannotCopy(schema.WriterOf(part), exception);
        }
    }

    public void WriteTo(CanonicalBuffer buffer) => buffer.WriteRaw(_canonical);

    public bool Equals(EncodedPart other) =>
        _hash == other._hash && _canonical.AsSpan().SequenceEqual(other._canonical.AsSpan());

    public override bool Equals(object? obj) => obj is EncodedPart other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString() => nameof(EncodedPart);

    // Without the exception itself, whose message may hold values.
    private static NotEncodableException CannotCopy(CanonicalWriter writer, Exception exception) =>
        new($"A '{TypeNames.Full(writer.Type)}' could not be copied: {TypeNames.Full(exception.GetType())}.");
}
