using Interception.Keys.Types;
using ProtoBuf.Meta;

namespace Interception.Storage.Payload;

/// <summary>The codec of one declared type, over a protobuf-net model of its own.</summary>
internal sealed class TypedPayloadCodec<T> : PayloadCodec
{
    private readonly RuntimeTypeModel _model;

    public TypedPayloadCodec(TypeShape shape, PayloadUse use)
    {
        _model = PayloadModel.Build(shape, typeof(Box<T>), use);

        // An empty box there and back: what protobuf-net still builds on first use is built now.
        using var buffer = new PooledBuffer();
        _model.Serialize(buffer, new Box<T>());
        using var stream = new MemoryStream(buffer.Written.ToArray(), writable: false);
        Read(stream);
    }

    public override byte[] Serialize(object? value)
    {
        using var buffer = new PooledBuffer();
        _model.Serialize(buffer, new Box<T> { Value = (T?)value });
        return buffer.Written.ToArray();
    }

    protected override object? Read(Stream stream) => _model.Deserialize<Box<T>>(stream).Value;
}
