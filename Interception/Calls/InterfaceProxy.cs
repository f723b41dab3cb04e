using System.Linq.Expressions;
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
    private readonly Lazy<Func<IInterceptor[], IInterceptorSelector, object>> _construct;
    private readonly MethodFront[] _fronts;

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
        Type proxy = ProxyBuilders.For(service).CreateInterfaceProxyTypeWithTargetInterface(service, Type.EmptyTypes, options);
        FrontMethod[] typed = !FrontTypes.AreOn ? [] : [.. interceptors.Values.Select(one => FrontMethod.TryOpen(proxy, one)).OfType<FrontMethod>()];
        _fronts = [.. typed.Select(one => one.Front)];
        Type front = FrontTypes.Derive(proxy, service, typed);
        _construct = new(ConstructorOf(front).Compile); // Of many services most are not asked for long after a start.
    }

    public override object Create(IServiceProvider services)
    {
        object proxy = _construct.Value(PassThroughInterceptor.Alone, _selector);
        ((ProxyState)proxy).Attach(services, _registration, _fronts);
        return proxy;
    }

    /// <summary>A call of the constructor that passes interceptors, a selector and no target, in whatever order Castle has them.</summary>
    private static Expression<Func<IInterceptor[], IInterceptorSelector, object>> ConstructorOf(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().Single(static candidate => candidate.GetParameters().Length == 3);
        ParameterExpression interceptors = Expression.Parameter(typeof(IInterceptor[]));
        ParameterExpression selector = Expression.Parameter(typeof(IInterceptorSelector));
        IEnumerable<Expression> arguments = constructor.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(IInterceptor[]) ? interceptors
            : parameter.ParameterType == typeof(IInterceptorSelector) ? selector
            : (Expression)Expression.Constant(null, parameter.ParameterType));
        return Expression.Lambda<Func<IInterceptor[], IInterceptorSelector, object>>(Expression.New(constructor, arguments), interceptors, selector);
    }
}
