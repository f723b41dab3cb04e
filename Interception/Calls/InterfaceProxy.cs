using System.Reflection;
using Castle.DynamicProxy;
using Interception.Calls.Fronts;
using Interception.Lookup;
using Interception.Runs;

namespace Interception.Calls;

/// <summary>Proxies of an interface: every member is forwarded, the target is created when one needs it.</summary>
internal sealed class InterfaceProxy : ServiceProxy
{
    private readonly Registration _registration;
    private readonly IInterceptorSelector _selector;
    private readonly Func<IInterceptor[], object?, IInterceptorSelector, object> _construct;
    private readonly MethodFront[] _fronts;
    private readonly bool _needsTarget;

    public InterfaceProxy(Registration registration, IReadOnlyDictionary<MethodInfo, MethodInterceptor> interceptors)
    {
        _registration = registration;
        _selector = new InterfaceSelector(interceptors);
        Type service = registration.ServiceType;
        var options = new ProxyGenerationOptions(new InterceptableMembers())
        {
            Selector = NoSelector.Instance,
            BaseTypeForInterfaceProxy = typeof(ProxyState),
        };
        Type proxy = Builder.CreateInterfaceProxyTypeWithTargetInterface(service, Type.EmptyTypes, options);
        FrontMethod[] typed = !FrontTypes.AreOn ? [] : [.. interceptors.Values.Select(one => FrontMethod.TryOpen(proxy, one)).OfType<FrontMethod>()];
        _fronts = [.. typed.Select(one => one.Front)];
        _construct = CompileConstructor(typed.Length == 0 ? proxy : FrontTypes.Derive(proxy, typed));

        // What Castle can't intercept it forwards to the target that the proxy was made with.
        _needsTarget = ServiceMethods.Of(service).Any(method => !InterceptableMembers.CanIntercept(method));
    }

    public override object Create(IServiceProvider services)
    {
        object? target = _needsTarget ? _registration.ResolveOriginal(services) : null;
        object proxy = _construct(PassThroughInterceptor.Alone, target, _selector);
        ((ProxyState)proxy).Attach(services, _registration, target, _fronts);
        return proxy;
    }
}
