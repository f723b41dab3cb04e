using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Stands for a selector while a proxy type is generated; each proxy gets the real one through its constructor.</summary>
/// <remarks>
/// Castle keeps the options of a generated type as long as the process lives, and asks only whether they have a selector. The
/// real one would keep the first container of a service with all its answers.
/// </remarks>
internal sealed class NoSelector : IInterceptorSelector
{
    public static readonly NoSelector Instance = new();

    public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] interceptors) =>
        throw new NotSupportedException("It generates proxies and is asked by none.");
}
