using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Gives each cached method of a class proxy its interceptor.</summary>
/// <remarks>
/// Such a proxy can't derive from <see cref="ProxyState"/>, so the state comes in the guise of an interceptor. Castle asks once per proxy and method and keeps the array. Thread-safe.
/// </remarks>
internal sealed class ClassSelector(IReadOnlyDictionary<MethodInfo, MethodInterceptor> interceptors) : IInterceptorSelector
{
    /// <summary>By the method that each overrides: Castle names the implementation's own.</summary>
    private readonly Dictionary<MethodInfo, MethodInterceptor> _interceptors =
        interceptors.ToDictionary(one => one.Key.GetBaseDefinition(), one => one.Value);

    public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] given) =>
        [new ClassCall(_interceptors[MethodInterceptor.DefinitionOf(method).GetBaseDefinition()], (ClassState)given[0])];

    /// <summary>The state of one class proxy, in the guise that Castle carries about. It intercepts nothing itself.</summary>
    public sealed class ClassState : ProxyState, IInterceptor
    {
        /// <summary>None: the proxy is the service, and what it inherits is the method.</summary>
        public override object? FindTarget() => null;

        public void Intercept(IInvocation invocation) => invocation.Proceed();
    }

    private sealed class ClassCall(MethodInterceptor method, ClassState state) : IInterceptor
    {
        public void Intercept(IInvocation invocation) => method.Intercept((AbstractInvocation)invocation, state);
    }
}
