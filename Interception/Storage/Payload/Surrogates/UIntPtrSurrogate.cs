using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A native integer as 64 bits; one that doesn't fit the reading process is refused there.</summary>
[ProtoContract]
internal struct UIntPtrSurrogate
{
    [ProtoMember(1)]
    public ulong Value;

    public static implicit operator UIntPtrSurrogate(nuint value) => new() { Value = value };

    public static implicit operator nuint(UIntPtrSurrogate value) => checked((nuint)value.Value);
}
