using System.Globalization;
using System.Reflection;
using System.Text;
using Interception.Keys.Types;

namespace Interception.Keys;

/// <summary>Names a method of a service for keys: the same in every process and version of the assembly.</summary>
internal static class MethodIdentity
{
    /// <summary>
    /// Writes the service type, the method with its declaring type, generic arguments and parameter types, and which of the
    /// service's registrations is meant.
    /// </summary>
    /// <param name="service">The service type that is decorated.</param>
    /// <param name="method">The method, closed.</param>
    /// <param name="serviceKey">The user's service key, or <see langword="null"/>.</param>
    /// <param name="ordinal">The number of the registration among those of the same service type and key.</param>
    public static string Of(Type service, MethodInfo method, object? serviceKey, int ordinal)
    {
        var text = new StringBuilder(TypeNames.Full(service)).Append('|');
        text.Append(TypeNames.Full(method.DeclaringType!)).Append('.').Append(method.Name);
        if (method.IsGenericMethod)
        {
            text.Append('<').AppendJoin(", ", method.GetGenericArguments().Select(TypeNames.Full)).Append('>');
        }

        text.Append('(').AppendJoin(", ", method.GetParameters().Select(p => TypeNames.Full(p.ParameterType))).Append(')');
        return AppendKey(text.Append(CultureInfo.InvariantCulture, $"#{ordinal}"), serviceKey);
    }

    /// <summary>Names all methods of one name of a service: its overloads, the closed forms of generic ones, its several registrations.</summary>
    /// <param name="service">The service type that is decorated.</param>
    /// <param name="methodName">The name they have in common.</param>
    /// <param name="serviceKey">The user's service key, or <see langword="null"/>.</param>
    public static string OfGroup(Type service, string methodName, object? serviceKey) =>
        AppendKey(new StringBuilder(TypeNames.Full(service)).Append('|').Append(methodName), serviceKey);

    /// <remarks>Last, because it alone may hold any character.</remarks>
    private static string AppendKey(StringBuilder text, object? serviceKey) => serviceKey is null
        ? text.ToString()
        : text.Append(CultureInfo.InvariantCulture, $"@{TypeNames.Full(serviceKey.GetType())}:{serviceKey}").ToString();
}
