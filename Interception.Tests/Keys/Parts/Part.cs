using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Tests.Keys.Parts;

/// <summary>Uses one part of a key by itself, past the hash by which a table would tell most keys apart.</summary>
internal static class Part
{
    /// <summary>Reads a part from the first argument of a method of <see cref="KeyZoo"/>.</summary>
    public static TPart Read<TPart>(string method, object? argument)
        where TPart : struct, IKey<TPart> => Read<TPart>(KeyZoo.Schema(method), argument);

    public static TPart Read<TPart>(KeySchema schema, object? argument)
        where TPart : struct, IKey<TPart>
    {
        var source = new KeySource([argument], schema, []);
        return TPart.Read(ref source);
    }

    /// <summary>The canonical bytes of a part.</summary>
    public static string Bytes<TPart>(TPart part)
        where TPart : struct, IKey<TPart>
    {
        var buffer = new CanonicalBuffer();
        part.WriteTo(buffer);
        return Convert.ToHexString(buffer.Written);
    }
}
