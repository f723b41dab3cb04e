using System.Reflection;

namespace Interception.Calls;

/// <summary>The methods that callers of a service can call, inherited ones included.</summary>
internal static class ServiceMethods
{
    /// <summary>All of an interface and those it extends; all of a class that a derived class can see, but object's own.</summary>
    public static IReadOnlyList<MethodInfo> Of(Type service) => service.IsInterface
        ? [.. service.GetInterfaces().Prepend(service).SelectMany(one => one.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsPrivate))]
        : [.. service.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(method => method.DeclaringType != typeof(object) && method.GetBaseDefinition().DeclaringType != typeof(object) && !method.IsPrivate)];
}
