using System.Runtime.InteropServices;

namespace Interception.Keys.Canonical;

/// <summary>Writes values that are nothing but their bits: numbers, enums, Guid, TimeSpan.</summary>
/// <typeparam name="T">A type without padding.</typeparam>
internal sealed class BitsWriter<T> : CanonicalWriter<T>
    where T : unmanaged
{
    public override void Write(CanonicalBuffer buffer, T value) => buffer.WriteBits(value);

    public override void WriteAll(CanonicalBuffer buffer, ReadOnlySpan<T> values)
    {
        // In pieces: AsBytes can't span more than 2 GiB, and a hashing buffer takes pieces without keeping them.
        const int Piece = 1 << 20;
        for (; values.Length > Piece; values = values[Piece..])
        {
            buffer.WriteRaw(MemoryMarshal.AsBytes(values[..Piece]));
        }

        buffer.WriteRaw(MemoryMarshal.AsBytes(values));
    }
}
