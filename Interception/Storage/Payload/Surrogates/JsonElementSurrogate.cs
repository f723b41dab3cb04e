using System.Text.Json;
using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A <see cref="JsonElement"/> by its raw text; the default one, which has none, by its absence.</summary>
[ProtoContract]
internal struct JsonElementSurrogate
{
    [ProtoMember(1)]
    public string? RawText;

    public static implicit operator JsonElementSurrogate(JsonElement value) =>
        new() { RawText = value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText() };

    public static implicit operator JsonElement(JsonElementSurrogate value) =>
        value.RawText is null ? default : JsonElement.Parse(value.RawText);
}
