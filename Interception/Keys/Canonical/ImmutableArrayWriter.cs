using System.Collections.Immutable;

namespace Interception.Keys.Canonical;

/// <summary>Writes an <see cref="ImmutableArray{T}"/>; an uninitialised one is written as null.</summary>
internal sealed class ImmutableArrayWriter<T>(CanonicalWriter<T> item) : CanonicalWriter<ImmutableArray<T>>
{
    public override void Write(CanonicalBuffer buffer, ImmutableArray<T> value)
    {
        if (buffer.WritePresence(!value.IsDefault))
        {
            buffer.WriteBits(value.Length);
            item.WriteAll(buffer, value.AsSpan());
        }
    }
}
