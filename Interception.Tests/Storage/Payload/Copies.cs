using Interception.Keys.Types;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

/// <summary>Sends values through a codec and back.</summary>
internal static class Copies
{
    public static PayloadCodecs Codecs(PayloadUse use = PayloadUse.Results) => new(new TypeShapes(), use);

    public static PayloadCodec CodecOf(Type type, PayloadUse use = PayloadUse.Results)
    {
        PayloadCodec? codec = Codecs(use).Find(type, out string? problem);
        Assert.That(problem, Is.Null);
        return codec!;
    }

    /// <summary>A copy made by declared type.</summary>
    public static T Of<T>(T value, PayloadUse use = PayloadUse.Results)
    {
        PayloadCodec codec = CodecOf(typeof(T), use);
        return (T)codec.Deserialize(codec.Serialize(value))!;
    }
}
