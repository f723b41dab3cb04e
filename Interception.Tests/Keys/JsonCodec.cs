using System.Text.Json;
using Interception.Keys;

namespace Interception.Tests.Keys;

/// <summary>Copies plain arguments by JSON.</summary>
internal sealed class JsonCodec(Type type) : IArgumentCodec
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    public byte[] Serialize(object? value) => JsonSerializer.SerializeToUtf8Bytes(value, type, Options);

    public object? Deserialize(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize(bytes.Span, type, Options);
}
