using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Interception.Keys.Types;

/// <summary>Reads the derived types that a type names itself: [JsonDerivedType], [KnownType], [ProtoInclude].</summary>
internal static class NamedSubtypes
{
    private const string ProtoInclude = "ProtoBuf.ProtoIncludeAttribute";

    /// <summary>The derived types, each once, sorted by full name.</summary>
    public static IReadOnlyList<Type> Of(Type type) =>
        [.. type.GetCustomAttributes(inherit: false).OfType<Attribute>()
            .Select(Named).OfType<Type>().Where(named => named != type).Distinct()
            .OrderBy(TypeNames.Full, StringComparer.Ordinal)];

    private static Type? Named(Attribute attribute) => attribute switch
    {
        JsonDerivedTypeAttribute json => json.DerivedType,
        KnownTypeAttribute known => known.Type,
        _ when attribute.GetType().FullName == ProtoInclude =>
            attribute.GetType().GetProperty("KnownType")?.GetValue(attribute) as Type,
        _ => null,
    };
}
