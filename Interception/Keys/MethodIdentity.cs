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
    /// service's registrations is meant; types with their assemblies.
    /// </summary>
    /// <param name="service">The service type that is decorated.</param>
    /// <param name="method">The method, closed.</param>
    /// <param name="serviceKey">The user's service key, or <see langword="null"/>.</param>
    /// <param name="ordinal">The number of the registration among those of the same service type and key.</param>
    /// <param name="implementation">
    /// The class behind it, if it is known: two versions of an application may register their services in another order.
    /// </param>
    public static string Of(Type service, MethodInfo method, object? serviceKey, int ordinal, Type? implementation)
    {
        var text = new StringBuilder(TypeNames.Qualified(service)).Append('|');
        text.Append(TypeNames.Qualified(method.DeclaringType!)).Append('.').Append(method.Name);
        if (method.IsGenericMethod)
        {
            text.Append('<').AppendJoin(", ", method.GetGenericArguments().Select(TypeNames.Qualified)).Append('>');
        }

        text.Append('(').AppendJoin(", ", method.GetParameters().Select(p => TypeNames.Qualified(p.ParameterType))).Append(')');
        text.Append(CultureInfo.InvariantCulture, $"#{ordinal}");
        if (implementation is not null)
        {
            text.Append('=').Append(TypeNames.Qualified(implementation));
        }

        return AppendKey(text, serviceKey, TypeNames.Qualified);
    }

    /// <summary>Names all methods of one name of a service: its overloads, the closed forms of generic ones, its several registrations.</summary>
    /// <param name="service">The service type that is decorated.</param>
    /// <param name="methodName">The name they have in common.</param>
    /// <param name="serviceKey">The user's service key, or <see langword="null"/>.</param>
    public static string OfGroup(Type service, string methodName, object? serviceKey) =>
        AppendKey(new StringBuilder(TypeNames.Full(service)).Append('|').Append(methodName), serviceKey, TypeNames.Full);

    /// <summary>Whether a service key has a text that tells it from others in every process.</summary>
    public static bool HasText(object? serviceKey) =>
        serviceKey is null or string or Enum or Guid or Type or bool or char or sbyte or byte or short or ushort or int or uint or long or ulong;

    /// <remarks>Last, because it alone may hold any character.</remarks>
    private static string AppendKey(StringBuilder text, object? serviceKey, Func<Type, string> nameOf) => serviceKey is null
        ? text.ToString()
        : text.Append(CultureInfo.InvariantCulture, $"@{nameOf(serviceKey.GetType())}:{serviceKey}").ToString();
}
