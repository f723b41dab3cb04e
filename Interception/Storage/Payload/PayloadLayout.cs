using System.Globalization;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using ProtoBuf.Meta;

namespace Interception.Storage.Payload;

/// <summary>
/// Writes how a model lays out its types on the wire: numbers, formats and derived types as protobuf-net has them after it has
/// read all attributes, rather than the attributes themselves.
/// </summary>
internal static class PayloadLayout
{
    /// <summary>Writes the layout of a complete model. The same model gives the same bytes in every process.</summary>
    public static void Write(CanonicalBuffer buffer, RuntimeTypeModel model)
    {
        MetaType[] types =
        [
            .. model.GetTypes().OfType<MetaType>().OrderBy(type => TypeNames.Full(type.Type), StringComparer.Ordinal),
        ];
        buffer.WriteBits(types.Length);
        foreach (MetaType type in types)
        {
            WriteType(buffer, type);
        }
    }

    private static void WriteType(CanonicalBuffer buffer, MetaType type)
    {
        buffer.WriteString(TypeNames.Full(type.Type));
        buffer.WriteBits((int)type.CompatibilityLevel);
        buffer.WritePresence(type.UseConstructor);
        buffer.WritePresence(type.HasCallbacks);
        buffer.WritePresence(type.IsGroup);
        buffer.WritePresence(type.IgnoreListHandling);
        buffer.WritePresence(type.IgnoreUnknownSubTypes);
        WriteName(buffer, type.SerializerType);
        WriteName(buffer, type.ConstructType);
        ValueMember[] members = type.GetFields();
        buffer.WriteBits(members.Length);
        foreach (ValueMember member in members.OrderBy(member => member.FieldNumber))
        {
            WriteMember(buffer, member);
        }

        SubType[] subtypes = type.GetSubtypes();
        buffer.WriteBits(subtypes.Length);
        foreach (SubType subtype in subtypes.OrderBy(subtype => subtype.FieldNumber))
        {
            buffer.WriteBits(subtype.FieldNumber);
            WriteName(buffer, subtype.DerivedType.Type);
        }
    }

    private static void WriteMember(CanonicalBuffer buffer, ValueMember member)
    {
        buffer.WriteBits(member.FieldNumber);
        buffer.WriteString(StateMembers.NameOf(member.Member));
        WriteName(buffer, member.MemberType);
        WriteName(buffer, member.ItemType);
        WriteName(buffer, member.DefaultType);
        buffer.WriteBits((int)member.CompatibilityLevel);
        buffer.WriteBits((int)member.DataFormat);
        buffer.WriteBits((int)member.MapKeyFormat);
        buffer.WriteBits((int)member.MapValueFormat);
        bool[] flags =
        [
            member.IsRequired, member.IsStrict, member.IsPacked, member.IsMap, member.OverwriteList, member.SupportNull,
            .. NullWrapping.Of(member),
        ];
        foreach (bool flag in flags)
        {
            buffer.WritePresence(flag);
        }

        WriteName(buffer, member.DefaultValue?.GetType());
        buffer.WriteString(Convert.ToString(member.DefaultValue, CultureInfo.InvariantCulture));
    }

    private static void WriteName(CanonicalBuffer buffer, Type? type) =>
        buffer.WriteString(type is null ? null : TypeNames.Full(type));
}
