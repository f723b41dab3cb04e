using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;

namespace Interception.Keys.Canonical;

/// <summary>Finds the writers of scalar types.</summary>
internal static class ScalarWriters
{
    private static readonly FrozenDictionary<Type, CanonicalWriter> Leaves = new CanonicalWriter[]
    {
        new LeafWriter<string?>(static (buffer, value) => buffer.WriteString(value)),
        new LeafWriter<byte[]?>(WriteBytes),
        new LeafWriter<bool>(static (buffer, value) => buffer.WritePresence(value)),
        new LeafWriter<nint>(static (buffer, value) => buffer.WriteBits((long)value)),
        new LeafWriter<nuint>(static (buffer, value) => buffer.WriteBits((ulong)value)),
        new LeafWriter<DateTime>(WriteDateTime),
        new LeafWriter<DateTimeOffset>(WriteDateTimeOffset),
        new LeafWriter<BigInteger>(WriteBigInteger),
        new LeafWriter<Version?>(WriteVersion),
        new LeafWriter<Uri?>(WriteUri),
        new LeafWriter<JsonElement>(WriteJson),
    }.ToFrozenDictionary(writer => writer.Type);

    /// <summary>The writer of a scalar type: its own, or that of its bits.</summary>
    public static CanonicalWriter For(Type scalar) =>
        Leaves.TryGetValue(scalar, out CanonicalWriter? leaf)
            ? leaf
            : (CanonicalWriter)Activator.CreateInstance(typeof(BitsWriter<>).MakeGenericType(scalar))!;

    private static void WriteBytes(CanonicalBuffer buffer, byte[]? value)
    {
        if (buffer.WritePresence(value is not null))
        {
            buffer.WriteBits(value!.Length);
            buffer.WriteRaw(value);
        }
    }

    // Not ToBinary, which moves local times to UTC, nor the raw bits, which remember on which side of a clock change
    // a local time lay: a copy can't keep that.
    private static void WriteDateTime(CanonicalBuffer buffer, DateTime value)
    {
        buffer.WriteBits(value.Ticks);
        buffer.WriteBits((byte)value.Kind);
    }

    private static void WriteDateTimeOffset(CanonicalBuffer buffer, DateTimeOffset value)
    {
        buffer.WriteBits(value.Ticks);
        buffer.WriteBits((short)value.TotalOffsetMinutes);
    }

    private static void WriteBigInteger(CanonicalBuffer buffer, BigInteger value)
    {
        int length = value.GetByteCount();
        buffer.WriteBits(length);
        value.TryWriteBytes(buffer.Reserve(length), out _);
    }

    private static void WriteVersion(CanonicalBuffer buffer, Version? value)
    {
        if (buffer.WritePresence(value is not null))
        {
            buffer.WriteBits(value!.Major);
            buffer.WriteBits(value.Minor);
            buffer.WriteBits(value.Build);
            buffer.WriteBits(value.Revision);
        }
    }

    // "/a" may be a relative reference or the path of a file: the text alone does not tell.
    private static void WriteUri(CanonicalBuffer buffer, Uri? value)
    {
        if (buffer.WritePresence(value is not null))
        {
            buffer.WritePresence(value!.IsAbsoluteUri);
            buffer.WriteString(value.OriginalString);
        }
    }

    private static void WriteJson(CanonicalBuffer buffer, JsonElement value) =>
        buffer.WriteString(value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText());
}
