using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls.Fronts;

/// <summary>The classes of typed fronts: one for each proxy class and kind of keys, whatever number of containers use it.</summary>
/// <remarks>Classes are never unloaded, so there must not be one for each container. Thread-safe.</remarks>
internal static class FrontTypes
{
    /// <summary>The switch (AppContext, or runtimeconfig.json) that sends all calls of cached methods through Castle when it is set to false.</summary>
    public const string Switch = "Interception.TypedFronts";

    /// <summary>By the assembly of the proxies: a module that refers to two assemblies of one name takes them for one.</summary>
    private static readonly ConcurrentDictionary<Assembly, FrontModule> Modules = new();

    /// <summary>Whether services that are opened now get typed fronts.</summary>
    public static bool AreOn => !AppContext.TryGetSwitch(Switch, out bool isOn) || isOn;

    /// <summary>A class derived from a proxy class that answers some of its methods itself, and forwards those that Castle can't intercept.</summary>
    /// <param name="proxy">The proxy class.</param>
    /// <param name="service">The interface.</param>
    /// <param name="methods">What it answers.</param>
    /// <returns>The proxy class itself, if there is nothing for a derived one to do.</returns>
    public static Type Derive(Type proxy, Type service, IReadOnlyList<FrontMethod> methods)
    {
        MethodInfo[] forwarded = [.. ServiceMethods.Of(service).Where(IsForwarded)];
        return methods.Count + forwarded.Length == 0
            ? proxy
            : Modules.GetOrAdd(proxy.Assembly, static proxies => new FrontModule(proxies.GetName())).Derive(proxy, methods, forwarded);
    }

    /// <summary>Whether Castle would send it to the target at once. Nothing can stand before what generated code can't see: its own body stays.</summary>
    private static bool IsForwarded(MethodInfo method) =>
        method.IsVirtual && !method.IsStatic && !InterceptableMembers.CanIntercept(method) && ProxyUtil.IsAccessible(method);
}
