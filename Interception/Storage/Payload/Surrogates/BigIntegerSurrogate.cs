using System.Numerics;
using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A <see cref="BigInteger"/> by its two's complement bytes.</summary>
[ProtoContract]
internal struct BigIntegerSurrogate
{
    // protobuf-net starts from the surrogate of the default value and would append to its bytes.
    [ProtoMember(1, OverwriteList = true)]
    public byte[]? Bytes;

    public static implicit operator BigIntegerSurrogate(BigInteger value) => new() { Bytes = value.ToByteArray() };

    public static implicit operator BigInteger(BigIntegerSurrogate value) => new(value.Bytes ?? []);
}
