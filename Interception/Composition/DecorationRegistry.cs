using Interception.Configuration;
using Interception.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Composition;

/// <summary>What was registered while the services were being put together: sources of settings, decorations, problems.</summary>
/// <remarks>Not thread-safe: a service collection is filled by one thread. Nothing changes it once the container is built.</remarks>
internal sealed class DecorationRegistry
{
    private readonly HashSet<ServiceDescriptor> _own = new(ReferenceEqualityComparer.Instance);

    /// <summary>Where settings come from, in order; later ones win setting by setting.</summary>
    public List<PolicySource> Sources { get; } = [];

    public List<Registration> Registrations { get; } = [];

    /// <summary>What was to be decorated and can't be.</summary>
    public List<RefusedService> Refused { get; } = [];

    /// <summary>What is wrong with the registrations, one text each, for the report at start-up.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Open generic services that a predicate asked for and that can't be decorated.</summary>
    public List<Type> OpenGenerics { get; } = [];

    /// <summary>The registry of a collection, added if there is none.</summary>
    public static DecorationRegistry Of(IServiceCollection services)
    {
        if (services.FirstOrDefault(one => one.ServiceType == typeof(DecorationRegistry))?.ImplementationInstance is DecorationRegistry known)
        {
            return known;
        }

        var registry = new DecorationRegistry();
        services.AddSingleton(registry);
        return registry;
    }

    /// <summary>Whether a descriptor is one of the proxies' own, which is not decorated again.</summary>
    public bool IsOwn(ServiceDescriptor descriptor) => _own.Contains(descriptor);

    public void AddOwn(ServiceDescriptor descriptor) => _own.Add(descriptor);

    /// <summary>The place of the next registration of a service among those of the same key.</summary>
    public int NextOrdinal(Type serviceType, object? serviceKey) =>
        Registrations.Count(one => one.ServiceType == serviceType && Equals(one.ServiceKey, serviceKey));
}
