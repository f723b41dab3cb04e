using Interception.Keys.Canonical;
using ProtoBuf.Meta;

namespace Interception.Storage.Payload;

/// <summary>The codec of one declared type, over a protobuf-net model of its own.</summary>
internal sealed class TypedPayloadCodec<T> : PayloadCodec
{
    private readonly RuntimeTypeModel _model;

    public TypedPayloadCodec(ObjectGraph graph)
    {
        _model = PayloadModel.Build(graph, typeof(Box<T>));

        // An empty box there and back: what protobuf-net still builds on first use is built now.
        Deserialize(Write(new Box<T>()));
    }

    public override byte[] Serialize(object? value) => Write(new Box<T> { Value = (T?)value });

    public override void WriteLayout(CanonicalBuffer buffer) => PayloadLayout.Write(buffer, _model);

    protected override object? Read(Stream stream) => _model.Deserialize<Box<T>>(stream).Value;

    private byte[] Write(Box<T> box)
    {
        // Into a stream, never into an IBufferWriter: there protobuf-net 3.4.40 measures nested messages before it counts
        // their depth, and an object that contains itself ends the process by stack overflow.
        using var stream = new PayloadStream();
        _model.Serialize(stream, box);
        return stream.Written.ToArray();
    }
}
