using System.Reflection;
using System.Security.Cryptography;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;

namespace Interception.Storage.Shared;

/// <summary>
/// Says of which types the arguments and the result of a method are made. Two builds of an application whose fingerprints differ
/// see none of each other's entries, so that neither reads what the other means differently.
/// </summary>
/// <remarks>
/// The same in every process, culture and order of loading. Too many differences cost one run a key after a deployment; one too
/// few costs a wrong answer: in doubt something counts. What does not show in types does not count: constructors that set other
/// initial values, callbacks and custom serializers that do something else.
/// </remarks>
internal static class SchemaFingerprint
{
    /// <summary>
    /// The version of everything that types do not show: how keys and payloads are written, and this fingerprint. Count it up
    /// when one of them changes.
    /// </summary>
    public const int Format = 1;

    public const int SizeBytes = SHA256.HashSizeInBytes;

    /// <summary>Makes the fingerprint of a method: 32 bytes.</summary>
    /// <param name="keys">Which parameters count and which are left out.</param>
    /// <param name="varyBy">The names of the VaryBy values, in the order in which keys hold them.</param>
    /// <param name="result">The result's type.</param>
    /// <param name="compareIgnore">The members that settings leave out of comparisons; their order does not count.</param>
    /// <param name="codec">What writes results.</param>
    public static byte[] Of(
        KeySchema keys, IReadOnlyCollection<string> varyBy, TypeShape result, IReadOnlyCollection<string> compareIgnore,
        PayloadCodec codec)
    {
        var buffer = new CanonicalBuffer();
        var shapes = new ShapeEncoding(buffer);
        buffer.WriteBits(Format);
        WriteParameters(buffer, shapes, keys);
        WriteNames(buffer, varyBy);
        shapes.Refer(result);
        WriteNames(buffer, [.. compareIgnore.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        shapes.Complete();
        codec.WriteLayout(buffer);
        return SHA256.HashData(buffer.Written);
    }

    private static void WriteParameters(CanonicalBuffer buffer, ShapeEncoding shapes, KeySchema keys)
    {
        buffer.WriteBits(keys.Parameters.Count);
        foreach (KeyParameter parameter in keys.Parameters)
        {
            buffer.WriteBits(parameter.Position);
            buffer.WriteString(parameter.Name);
            shapes.Refer(parameter.Shape);
        }

        buffer.WriteBits(keys.IgnoredParameters.Count);
        foreach (ParameterInfo parameter in keys.IgnoredParameters)
        {
            buffer.WriteBits(parameter.Position);
            buffer.WriteString(parameter.Name);
        }
    }

    private static void WriteNames(CanonicalBuffer buffer, IReadOnlyCollection<string> names)
    {
        buffer.WriteBits(names.Count);
        foreach (string name in names)
        {
            buffer.WriteString(name);
        }
    }
}
