using System.Runtime.CompilerServices;
using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>
/// A <see cref="DateTimeOffset"/>, compared by clock time and offset: the same instant elsewhere is another key.
/// </summary>
internal readonly struct DateTimeOffsetPart(DateTimeOffset value) : IKey<DateTimeOffsetPart>
{
    private readonly DateTimeOffset _value = value;

    public int SizeBytes => Unsafe.SizeOf<DateTimeOffset>();

    public static DateTimeOffsetPart Read(ref KeySource source) => new(Unsafe.Unbox<DateTimeOffset>(source.NextArgument()!));

    public DateTimeOffsetPart Keep(KeySchema schema, int part) => this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part) =>
        arguments[schema.PositionOf(part)] = _value;

    public void WriteTo(CanonicalBuffer buffer)
    {
        buffer.WriteBits(_value.Ticks);
        buffer.WriteBits((short)_value.TotalOffsetMinutes);
    }

    public bool Equals(DateTimeOffsetPart other) => _value.EqualsExact(other._value);

    public override bool Equals(object? obj) => obj is DateTimeOffsetPart other && Equals(other);

    public override int GetHashCode() => KeyHash.OfBits((ulong)_value.Ticks, (ulong)_value.TotalOffsetMinutes);

    public override string ToString() => nameof(DateTimeOffsetPart);
}
