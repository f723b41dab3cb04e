using System.Reflection;
using System.Reflection.Emit;

namespace Interception.Calls.Fronts;

/// <summary>The classes of typed fronts: one for each proxy class and set of keys, whatever number of containers use it.</summary>
/// <remarks>Classes are never unloaded, so there must not be one for each container. Thread-safe.</remarks>
internal static class FrontTypes
{
    /// <summary>The switch (AppContext, or runtimeconfig.json) that sends all calls through Castle when it is set to false.</summary>
    public const string Switch = "Interception.TypedFronts";

    private static readonly Lock Emitting = new();
    private static readonly Dictionary<(Type Proxy, string Methods), Type> Emitted = [];
    private static readonly Dictionary<string, ModuleBuilder> Modules = [];

    /// <summary>Whether services that are opened now get typed fronts.</summary>
    public static bool AreOn => !AppContext.TryGetSwitch(Switch, out bool isOn) || isOn;

    /// <summary>A class derived from a proxy class that answers some of its methods itself.</summary>
    /// <param name="proxy">The proxy class.</param>
    /// <param name="methods">What it answers, at least one.</param>
    public static Type Derive(Type proxy, IReadOnlyList<FrontMethod> methods)
    {
        (Type, string) wanted = (proxy, string.Join(';', methods.Select(method => method.Signature)));
        lock (Emitting)
        {
            if (!Emitted.TryGetValue(wanted, out Type? type))
            {
                type = FrontEmitter.Emit(ModuleFor(proxy.Assembly.GetName()), $"{proxy.FullName}.Front{Emitted.Count}", proxy, methods);
                Emitted.Add(wanted, type);
            }

            return type;
        }
    }

    /// <remarks>Castle's own module is not to be had. An assembly of the same name is a friend of whoever is the proxy's friend.</remarks>
    private static ModuleBuilder ModuleFor(AssemblyName proxies)
    {
        if (!Modules.TryGetValue(proxies.FullName, out ModuleBuilder? module))
        {
            module = AssemblyBuilder.DefineDynamicAssembly(proxies, AssemblyBuilderAccess.Run).DefineDynamicModule("Fronts");
            Modules.Add(proxies.FullName, module);
        }

        return module;
    }
}
