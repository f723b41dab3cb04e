using Microsoft.Extensions.DependencyInjection;

namespace Interception.Runs;

/// <summary>One decorated registration of a service: which one it is, and where its undecorated original can still be had.</summary>
/// <param name="ServiceType">The type that callers ask the container for.</param>
/// <param name="ServiceKey">The key that the user registered it under; null for none.</param>
/// <param name="Ordinal">Its place among several decorated registrations of the same service and key, from 0.</param>
/// <param name="HiddenKey">The key under which the container holds the original. It differs in every process, so it is part of no cache key.</param>
/// <param name="Lifetime">The lifetime of the original, and of the proxy.</param>
/// <param name="ImplementationType">The class behind it, where the registration says so.</param>
internal sealed record Registration(
    Type ServiceType, object? ServiceKey, int Ordinal, object HiddenKey, ServiceLifetime Lifetime, Type? ImplementationType)
{
    /// <summary>
    /// Whether runs use the proxy itself. A class proxy is the service, and a singleton has state: a second instance of it
    /// would answer from another one. The run's call passes through the proxy to the method that it inherits.
    /// </summary>
    public bool IsItsOwnProxy => !ServiceType.IsInterface && Lifetime == ServiceLifetime.Singleton;

    /// <summary>Where the container's proxy is found, if <see cref="IsItsOwnProxy"/>. One for each container: several may be built of one collection.</summary>
    public MadeProxy Made { get; init; } = new();

    /// <summary>The undecorated service, from a scope.</summary>
    public object ResolveOriginal(IServiceProvider services) => services.GetRequiredKeyedService(ServiceType, HiddenKey);

    /// <summary>The service that a run calls, from the run's scope.</summary>
    public object ResolveForRun(IServiceProvider services) =>
        (IsItsOwnProxy ? Made.Value ?? MakeProxy(services) : null) ?? ResolveOriginal(services);

    /// <summary>Has the container make it, among all of its type, for a run that comes before any caller.</summary>
    /// <returns>Null where there is none, so that callers hold the original.</returns>
    private object? MakeProxy(IServiceProvider services)
    {
        _ = (ServiceKey is null ? services.GetServices(ServiceType) : services.GetKeyedServices(ServiceType, ServiceKey)).Count();
        return Made.Value;
    }
}
