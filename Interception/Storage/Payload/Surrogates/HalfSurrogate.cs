using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A <see cref="Half"/> by its bits, so that each NaN stays itself.</summary>
[ProtoContract]
internal struct HalfSurrogate
{
    [ProtoMember(1)]
    public ushort Bits;

    public static implicit operator HalfSurrogate(Half value) => new() { Bits = BitConverter.HalfToUInt16Bits(value) };

    public static implicit operator Half(HalfSurrogate value) => BitConverter.UInt16BitsToHalf(value.Bits);
}
