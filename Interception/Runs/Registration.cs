using Microsoft.Extensions.DependencyInjection;

namespace Interception.Runs;

/// <summary>One decorated registration of a service: which one it is, and where its undecorated original can still be had.</summary>
/// <param name="ServiceType">The type that callers ask the container for.</param>
/// <param name="ServiceKey">The key that the user registered it under; null for none.</param>
/// <param name="Ordinal">Its place among several registrations of the same service and key, from 0.</param>
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

    /// <summary>The undecorated service, from a scope.</summary>
    public object ResolveOriginal(IServiceProvider services) => services.GetRequiredKeyedService(ServiceType, HiddenKey);

    /// <summary>The service that a run calls, from the run's scope.</summary>
    public object ResolveForRun(IServiceProvider services) =>
        !IsItsOwnProxy ? ResolveOriginal(services)
        : (ServiceKey is null ? services.GetServices(ServiceType) : services.GetKeyedServices(ServiceType, ServiceKey)).ElementAt(Ordinal)!;
}
