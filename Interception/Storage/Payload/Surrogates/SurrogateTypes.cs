using System.Numerics;
using System.Text.Json;
using ProtoBuf.Meta;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>The scalars that protobuf-net has no answer to, each with the type that stands in for it on the wire.</summary>
internal static class SurrogateTypes
{
    private static readonly Dictionary<Type, Type> ByScalar = new()
    {
        [typeof(DateTimeOffset)] = typeof(DateTimeOffsetSurrogate),
        [typeof(Version)] = typeof(VersionSurrogate),
        [typeof(BigInteger)] = typeof(BigIntegerSurrogate),
        [typeof(Half)] = typeof(HalfSurrogate),
        [typeof(Int128)] = typeof(Int128Surrogate),
        [typeof(UInt128)] = typeof(UInt128Surrogate),
        [typeof(JsonElement)] = typeof(JsonElementSurrogate),
    };

    /// <summary>Adds the surrogate of one scalar to a model; nothing where protobuf-net needs none.</summary>
    public static void AddTo(RuntimeTypeModel model, Type scalar)
    {
        if (ByScalar.TryGetValue(scalar, out Type? surrogate) && !model.IsDefined(scalar))
        {
            model.Add(surrogate, applyDefaultBehaviour: true);
            model.Add(scalar, applyDefaultBehaviour: false).SetSurrogate(surrogate);
        }
    }

    /// <summary>Whether a surrogate stands in for the scalar.</summary>
    public static bool Has(Type scalar) => ByScalar.ContainsKey(scalar);
}
