using System.Reflection;
using System.Runtime.CompilerServices;
using Castle.Core.Internal;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Says whether a proxy can stand in front of a service at all.</summary>
internal static class Proxiability
{
    /// <summary>Why it can't, with the cure; null if it can.</summary>
    /// <param name="service">The type that callers ask the container for.</param>
    /// <param name="implementation">The class behind it, where the registration says so.</param>
    public static string? FindProblem(Type service, Type? implementation) =>
        !RuntimeFeature.IsDynamicCodeSupported ? "this runtime can't create code (native AOT), which proxies need"
            : (service.IsInterface ? service : implementation) is { IsCollectible: true }
                ? "its assembly is in a context that can be unloaded, and a proxy can't be; load it into one that is not collectible"
            : service.IsInterface ? FindInterfaceProblem(service)
            : FindClassProblem(service, implementation);

    private static string? FindInterfaceProblem(Type service) =>
        FindInaccessible(service) is { } hidden ? Inaccessible(hidden)
        : ServiceMethods.Of(service).Any(method => method.IsStatic && method.IsAbstract)
            ? "it has static abstract members, which a proxy can't implement; move them to another interface"
        : null;

    private static string? FindClassProblem(Type service, Type? implementation) =>
        !service.IsClass || typeof(Delegate).IsAssignableFrom(service)
                ? "it is neither an interface nor a class"
            : implementation is null
                ? "it is a class registered by a factory or an instance, in front of which no proxy can be built; register it by its type, or put an interface in front of it"
            : implementation.IsSealed ? $"the class '{NameOf(implementation)}' is sealed; unseal it, or put an interface in front of it"
            : FindInaccessible(implementation) is { } hidden ? Inaccessible(hidden)
            : null;

    /// <summary>The type, one around it, or one of its type arguments that generated code can't see.</summary>
    private static Type? FindInaccessible(Type type) =>
        !ProxyUtil.IsAccessible(type) ? type
        : type.DeclaringType is { } outer && FindInaccessible(outer) is { } hidden ? hidden
        : type.IsConstructedGenericType ? type.GetGenericArguments().Select(FindInaccessible).FirstOrDefault(found => found is not null)
        : null;

    private static string Inaccessible(Type type) =>
        $"'{NameOf(type)}' is not accessible to the proxy; make it public, or internal with "
        + $"[assembly: InternalsVisibleTo(\"{(IsSigned(type.Assembly) ? InternalsVisible.ToDynamicProxyGenAssembly2 : "DynamicProxyGenAssembly2")}\")] in {type.Assembly.GetName().Name}";

    private static bool IsSigned(Assembly assembly) => assembly.GetName().GetPublicKey() is { Length: > 0 };

    private static string NameOf(Type type) => Keys.Types.TypeNames.Display(type);
}
