using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>An <see cref="Int128"/> by its halves.</summary>
[ProtoContract]
internal struct Int128Surrogate
{
    [ProtoMember(1, DataFormat = DataFormat.FixedSize)]
    public ulong Upper;

    [ProtoMember(2, DataFormat = DataFormat.FixedSize)]
    public ulong Lower;

    public static implicit operator Int128Surrogate(Int128 value) =>
        new() { Upper = (ulong)(value >>> 64), Lower = unchecked((ulong)value) };

    public static implicit operator Int128(Int128Surrogate value) => new(value.Upper, value.Lower);
}
