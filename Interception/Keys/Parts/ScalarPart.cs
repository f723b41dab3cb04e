using System.Runtime.CompilerServices;
using Interception.Keys.Canonical;

namespace Interception.Keys.Parts;

/// <summary>A value that is nothing but its bits, and is compared by them: -0.0 is not 0.0, and 1.0m is not 1.00m.</summary>
/// <typeparam name="T">A type of 1, 2, 4, 8 or 16 bytes without padding.</typeparam>
internal readonly struct ScalarPart<T>(T value) : IKey<ScalarPart<T>>
    where T : unmanaged
{
    private readonly T _value = value;

    public int SizeBytes => Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarPart<T> Read(ref KeySource source) => new(Unsafe.Unbox<T>(source.NextArgument()!));

    public ScalarPart<T> Keep(KeySchema schema, int part) => this;

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part) =>
        arguments[schema.PositionOf(part)] = _value;

    public void WriteTo(CanonicalBuffer buffer)
    {
        // As long in a process of 32 bits as in one of 64, so that what follows can't be taken for a part of it.
        if (typeof(T) == typeof(nint))
        {
            buffer.WriteBits((long)Unsafe.BitCast<T, nint>(_value));
            return;
        }

        if (typeof(T) == typeof(nuint))
        {
            buffer.WriteBits((ulong)Unsafe.BitCast<T, nuint>(_value));
            return;
        }

        buffer.WriteBits(_value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(ScalarPart<T> other) => Unsafe.SizeOf<T>() switch
    {
        1 => Bits<byte>() == other.Bits<byte>(),
        2 => Bits<ushort>() == other.Bits<ushort>(),
        4 => Bits<uint>() == other.Bits<uint>(),
        8 => Bits<ulong>() == other.Bits<ulong>(),
        _ => Bits<UInt128>() == other.Bits<UInt128>(),
    };

    public override bool Equals(object? obj) => obj is ScalarPart<T> other && Equals(other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode() => Unsafe.SizeOf<T>() switch
    {
        1 => KeyHash.OfBits(Bits<byte>()),
        2 => KeyHash.OfBits(Bits<ushort>()),
        4 => KeyHash.OfBits(Bits<uint>()),
        8 => KeyHash.OfBits(Bits<ulong>()),
        _ => KeyHash.OfBits((ulong)Bits<UInt128>(), (ulong)(Bits<UInt128>() >> 64)),
    };

    public override string ToString() => nameof(ScalarPart<>);

    // Unaligned: a Guid may stand at any multiple of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TBits Bits<TBits>()
        where TBits : unmanaged => Unsafe.ReadUnaligned<TBits>(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in _value)));
}
