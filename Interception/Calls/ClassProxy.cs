using System.Reflection;
using Castle.DynamicProxy;
using Interception.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Calls;

/// <summary>Proxies of a class: the proxy is the service, built like it, with its cached methods overridden.</summary>
/// <remarks>No target behind it: a second instance would have fields of its own, and non-virtual members would see the wrong ones.</remarks>
internal sealed class ClassProxy : ServiceProxy
{
    private readonly Registration _registration;
    private readonly IInterceptorSelector _selector;
    private readonly Type _proxyType;

    public ClassProxy(Registration registration, IReadOnlyDictionary<MethodInfo, MethodInterceptor> interceptors)
    {
        _registration = registration;
        _selector = new ClassSelector(interceptors);
        var options = new ProxyGenerationOptions(new CachedMembers(interceptors.Keys)) { Selector = _selector };
        _proxyType = Builder.CreateClassProxyType(registration.ImplementationType!, Type.EmptyTypes, options);
    }

    public override object Create(IServiceProvider services)
    {
        var state = new ClassSelector.ClassState();
        state.Attach(services, _registration);
        return ActivatorUtilities.CreateInstance(services, _proxyType, new IInterceptor[] { state }, _selector);
    }
}
