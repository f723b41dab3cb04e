using System.Reflection;

namespace Interception.Keys.Types;

/// <summary>
/// Reads the contracts of protobuf-net and of DataContract: which members they map, and which state they leave out.
/// </summary>
/// <remarks>
/// Attributes are recognised by full name: protobuf-net belongs to Storage, and other copies of it may be loaded.
/// </remarks>
internal static class ContractMembers
{
    private const string ProtoContract = "ProtoBuf.ProtoContractAttribute";
    private const string ProtoMember = "ProtoBuf.ProtoMemberAttribute";
    private const string ProtoIgnore = "ProtoBuf.ProtoIgnoreAttribute";
    private const string DataContract = "System.Runtime.Serialization.DataContractAttribute";
    private const string DataMember = "System.Runtime.Serialization.DataMemberAttribute";
    private const string IgnoreDataMember = "System.Runtime.Serialization.IgnoreDataMemberAttribute";

    /// <summary>Whether the type carries a contract.</summary>
    public static bool IsContract(Type type) => Has(type, ProtoContract, DataContract);

    /// <summary>The members that the type's contract maps, sorted by name.</summary>
    public static IReadOnlyList<MemberInfo> Of(Type type)
    {
        IEnumerable<MemberInfo> members = [.. StateMembers.Fields(type), .. StateMembers.Properties(type)];
        string? implicitly = ImplicitFields(type);
        return [.. members.Where(member => IsMapped(member) || IsImplied(member, implicitly))
            .OrderBy(member => member.Name, StringComparer.Ordinal)];
    }

    /// <summary>A field that holds state which neither the contract maps nor the user marks as left out.</summary>
    public static FieldInfo? FindUnmapped(Type type, IReadOnlyList<MemberInfo> mapped) =>
        StateMembers.Fields(type).FirstOrDefault(field =>
            !mapped.Contains(field)
            && !Has(field, ProtoIgnore, IgnoreDataMember)
            && !(StateMembers.PropertyOf(field) is { } property
                && (mapped.Contains(property) || Has(property, ProtoIgnore, IgnoreDataMember))));

    private static bool IsMapped(MemberInfo member) =>
        Has(member, ProtoMember, DataMember) && !Has(member, ProtoIgnore, IgnoreDataMember);

    private static bool IsImplied(MemberInfo member, string? implicitly) =>
        implicitly switch
        {
            "AllFields" => member is FieldInfo && !Has(member, ProtoIgnore, IgnoreDataMember),
            "AllPublic" => !Has(member, ProtoIgnore, IgnoreDataMember)
                && (member is FieldInfo { IsPublic: true }
                    or PropertyInfo { GetMethod.IsPublic: true, SetMethod.IsPublic: true }),
            _ => false,
        };

    private static string? ImplicitFields(Type type)
    {
        Attribute? contract = type.GetCustomAttributes(inherit: false).OfType<Attribute>()
            .FirstOrDefault(attribute => attribute.GetType().FullName == ProtoContract);
        return contract?.GetType().GetProperty("ImplicitFields")?.GetValue(contract)?.ToString();
    }

    private static bool Has(MemberInfo member, params ReadOnlySpan<string> fullNames)
    {
        foreach (CustomAttributeData attribute in member.CustomAttributes)
        {
            if (fullNames.Contains(attribute.AttributeType.FullName!))
            {
                return true;
            }
        }

        return false;
    }
}
