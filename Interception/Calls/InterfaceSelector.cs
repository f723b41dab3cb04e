using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Gives each method of an interface proxy its own interceptor, so that a call never looks its method up.</summary>
/// <remarks>Castle asks once per proxy and method and keeps the array. Thread-safe.</remarks>
internal sealed class InterfaceSelector(IReadOnlyDictionary<MethodInfo, MethodInterceptor> interceptors) : IInterceptorSelector
{
    private readonly ConcurrentDictionary<MethodInfo, IInterceptor[]> _selected = new();

    public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] interceptors) =>
        _selected.TryGetValue(method, out IInterceptor[]? selected) ? selected : _selected.GetOrAdd(method, Select(method));

    private IInterceptor[] Select(MethodInfo method) =>
        DisposalInterceptor.IsDisposal(method) ? DisposalInterceptor.Alone
        : interceptors.TryGetValue(MethodInterceptor.DefinitionOf(method), out MethodInterceptor? interceptor) ? [interceptor]
        : PassThroughInterceptor.Alone;
}
