using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interception.Keys.Types;

/// <summary>Lists the state that an ordinary type declares: every instance field that is not [NonSerialized].</summary>
internal static class StateMembers
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The fields that hold the type's own state, sorted by the names that developers know them by.</summary>
    public static IReadOnlyList<MemberInfo> Of(Type type) =>
        [.. Fields(type).OrderBy(NameOf, StringComparer.Ordinal).ThenBy(field => field.Name, StringComparer.Ordinal)];

    /// <summary>All instance fields that the type declares and does not mark [NonSerialized].</summary>
    public static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(Declared).Where(field => !field.IsDefined(typeof(NonSerializedAttribute), inherit: false));

    /// <summary>The properties that the type declares, indexers left out.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(Declared).Where(property => property.GetIndexParameters().Length == 0);

    /// <summary>The property's name for its backing field, the parameter's for a captured one, else the member's own.</summary>
    public static string NameOf(MemberInfo member)
    {
        // The compiler writes <Name>k__BackingField, <name>P for captured parameters, <Name>i__Field in anonymous types.
        if (member.Name.StartsWith('<') && member.Name.LastIndexOf('>') is > 1 and int end)
        {
            return member.Name[1..end];
        }

        return typeof(ITuple).IsAssignableFrom(member.DeclaringType) && member.Name.StartsWith("m_", StringComparison.Ordinal)
            ? member.Name[2..]
            : member.Name;
    }

    /// <summary>The auto-property that a field backs, if it backs one.</summary>
    public static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.DeclaringType is { } type
            ? Properties(type).FirstOrDefault(property => property.Name == NameOf(field))
            : null;

    /// <summary>Whether a member, or the property or record parameter behind it, carries an attribute.</summary>
    public static bool IsMarked(MemberInfo member, Type attribute)
    {
        if (member.IsDefined(attribute, inherit: false))
        {
            return true;
        }

        PropertyInfo? property = member is FieldInfo field ? PropertyOf(field) : member as PropertyInfo;
        return property is not null
            && (property.IsDefined(attribute, inherit: false) || IsMarkedParameter(property, attribute));
    }

    // record Query(string Text, [KeyIgnore] string Trace): the attribute lands on the constructor's parameter.
    private static bool IsMarkedParameter(PropertyInfo property, Type attribute) =>
        property.DeclaringType!.GetConstructors(Declared)
            .SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType
                && parameter.IsDefined(attribute, inherit: false));
}
