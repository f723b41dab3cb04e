using System.Reflection;
using Interception.Runs;

namespace Interception.Calls;

/// <summary>Creates the proxies of one registration.</summary>
/// <remarks>
/// Castle generates the type once; each proxy is then made by a call of its constructor. ProxyGenerator looks its type up each time, which makes a resolve four
/// times as long (ResolveBenchmarks). Thread-safe.
/// </remarks>
internal abstract class ServiceProxy
{
    /// <summary>Creates the proxy for one scope.</summary>
    public abstract object Create(IServiceProvider services);

    /// <summary>Generates the proxy type for a registration that <see cref="Proxiability"/> has nothing against.</summary>
    /// <param name="registration">The service.</param>
    /// <param name="interceptors">What stands before each method that can be cached.</param>
    /// <param name="problem">Why there can be no proxy, with the cure.</param>
    public static ServiceProxy? TryCreate(
        Registration registration, IReadOnlyDictionary<MethodInfo, MethodInterceptor> interceptors, out string? problem)
    {
        problem = null;
        try
        {
            return registration.ServiceType.IsInterface
                ? new InterfaceProxy(registration, interceptors)
                : new ClassProxy(registration, interceptors);
        }
        catch (Exception exception)
        {
            problem = $"no proxy can be generated for it: {exception.Message}";
            return null;
        }
    }
}
