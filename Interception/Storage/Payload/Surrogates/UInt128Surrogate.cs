using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>An <see cref="UInt128"/> by its halves.</summary>
[ProtoContract]
internal struct UInt128Surrogate
{
    [ProtoMember(1, DataFormat = DataFormat.FixedSize)]
    public ulong Upper;

    [ProtoMember(2, DataFormat = DataFormat.FixedSize)]
    public ulong Lower;

    public static implicit operator UInt128Surrogate(UInt128 value) =>
        new() { Upper = (ulong)(value >>> 64), Lower = unchecked((ulong)value) };

    public static implicit operator UInt128(UInt128Surrogate value) => new(value.Upper, value.Lower);
}
