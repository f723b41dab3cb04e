using System.Reflection;

namespace Interception.Tests.Corpus;

/// <summary>Which methods of a service a team would name in its settings. By reflection, and by nothing of the library's own.</summary>
internal static class CorpusMethods
{
    /// <summary>Those that return something, but for the marked ones.</summary>
    public static IEnumerable<MethodInfo> Of(Type service) => All(service).Where(method =>
        !method.IsSpecialName && !method.IsStatic && !method.IsDefined(typeof(NotCachedAttribute))
        && method.ReturnType != typeof(void) && method.ReturnType != typeof(Task) && method.ReturnType != typeof(ValueTask));

    /// <summary>A type's name in settings and reports: <c>IRepository&lt;Customer&gt;</c>.</summary>
    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type == typeof(int) ? "int" : type == typeof(string) ? "string" : type.Name;

    private static IEnumerable<MethodInfo> All(Type service) => service.IsInterface
        ? service.GetInterfaces().Prepend(service).SelectMany(one => one.GetMethods(BindingFlags.Public | BindingFlags.Instance))
        : service.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.DeclaringType != typeof(object) && method.IsVirtual);
}
