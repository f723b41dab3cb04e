using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A native integer as 64 bits; one that doesn't fit the reading process is refused there.</summary>
[ProtoContract]
internal struct IntPtrSurrogate
{
    [ProtoMember(1)]
    public long Value;

    public static implicit operator IntPtrSurrogate(nint value) => new() { Value = value };

    public static implicit operator nint(IntPtrSurrogate value) => checked((nint)value.Value);
}
