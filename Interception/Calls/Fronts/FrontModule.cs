using System.Reflection;
using System.Reflection.Emit;

namespace Interception.Calls.Fronts;

/// <summary>The dynamic assembly of the fronts that derive from the proxies of one other.</summary>
/// <remarks>
/// Castle's own module is not to be had. An assembly of the same name is a friend of whoever is the proxies' friend. Thread-safe; one type is emitted at a time.
/// </remarks>
/// <param name="proxies">The name of the proxies' assembly.</param>
internal sealed class FrontModule(AssemblyName proxies)
{
    private readonly Lock _emitting = new();
    private readonly Dictionary<(Type Proxy, string Methods), Type> _emitted = [];
    private ModuleBuilder? _module;
    private int _names;

    /// <summary>A class derived from a proxy class, the same for the same methods.</summary>
    /// <param name="proxy">The proxy class.</param>
    /// <param name="methods">What it answers.</param>
    /// <param name="forwarded">What it forwards: always the same for a proxy class.</param>
    public Type Derive(Type proxy, IReadOnlyList<FrontMethod> methods, IReadOnlyList<MethodInfo> forwarded)
    {
        (Type, string) wanted = (proxy, string.Join(';', methods.Select(method => method.Signature)));
        lock (_emitting)
        {
            if (!_emitted.TryGetValue(wanted, out Type? type))
            {
                _module ??= AssemblyBuilder.DefineDynamicAssembly(proxies, AssemblyBuilderAccess.Run).DefineDynamicModule("Fronts");
                type = FrontEmitter.Emit(_module, $"{proxy.FullName}.Front{_names++}", proxy, methods, forwarded);
                _emitted.Add(wanted, type);
            }

            return type;
        }
    }
}
