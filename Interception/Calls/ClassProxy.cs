using System.Reflection;
using Castle.DynamicProxy;
using Interception.Runs;

namespace Interception.Calls;

/// <summary>Proxies of a class: the proxy is the service, built like it, with its cached methods overridden.</summary>
/// <remarks>No target behind it: a second instance would have fields of its own, and non-virtual members would see the wrong ones.</remarks>
internal sealed class ClassProxy : ServiceProxy
{
    private readonly Registration _registration;
    private readonly IInterceptorSelector _selector;
    private readonly Construction _construction;

    public ClassProxy(Registration registration, IReadOnlyDictionary<MethodInfo, MethodInterceptor> interceptors)
    {
        _registration = registration;
        _selector = new ClassSelector(interceptors);
        var options = new ProxyGenerationOptions(new CachedMembers(interceptors.Keys)) { Selector = NoSelector.Instance };
        Type implementation = registration.ImplementationType!;
        Type proxy = ProxyBuilders.For(implementation).CreateClassProxyType(implementation, Type.EmptyTypes, options);
        _construction = new Construction(implementation, registration.ServiceKey, proxy);
    }

    public override object Create(IServiceProvider services)
    {
        var state = new ClassSelector.ClassState();
        state.Attach(services, _registration);
        object proxy = _construction.Create(services, new IInterceptor[] { state }, _selector);
        if (_registration.IsItsOwnProxy)
        {
            _registration.Made.Value = proxy;
        }

        return proxy;
    }
}
