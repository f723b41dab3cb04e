using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A <see cref="DateTimeOffset"/> by clock time and offset: equal moments at two offsets are two values.</summary>
[ProtoContract]
internal struct DateTimeOffsetSurrogate
{
    [ProtoMember(1)]
    public long ClockTicks;

    [ProtoMember(2, DataFormat = DataFormat.ZigZag)]
    public int OffsetMinutes;

    public static implicit operator DateTimeOffsetSurrogate(DateTimeOffset value) =>
        new() { ClockTicks = value.Ticks, OffsetMinutes = value.TotalOffsetMinutes };

    public static implicit operator DateTimeOffset(DateTimeOffsetSurrogate value) =>
        new(value.ClockTicks, TimeSpan.FromMinutes(value.OffsetMinutes));
}
