using Interception.Configuration;
using Interception.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Composition;

/// <summary>What was registered while the services were being put together: sources of settings, decorations, problems.</summary>
/// <remarks>
/// Not thread-safe: a service collection is filled by one thread. Once the container is built only the thread that builds
/// the cache changes it.
/// </remarks>
/// <param name="services">The application's services.</param>
internal sealed class DecorationRegistry(IServiceCollection services)
{
    private const int NoThread = 0;

    private readonly HashSet<ServiceDescriptor> _own = new(ReferenceEqualityComparer.Instance);
    private int _undecoratedThread = NoThread;

    /// <summary>All that has been registered, also after the last decoration.</summary>
    public IServiceCollection Services => services;

    /// <summary>Where settings come from, in order; later ones win setting by setting.</summary>
    public List<PolicySource> Sources { get; } = [];

    public List<Registration> Registrations { get; } = [];

    /// <summary>What was to be decorated and can't be.</summary>
    public List<RefusedService> Refused { get; } = [];

    /// <summary>What is wrong with the registrations, one text each, for the report at start-up.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Open generic services that a predicate asked for and that can't be decorated.</summary>
    public List<Type> OpenGenerics { get; } = [];

    /// <summary>What was handed out undecorated, because the cache needed it to be built.</summary>
    public HashSet<Registration> Undecorated { get; } = [];

    /// <summary>The registry of a collection, added if there is none.</summary>
    public static DecorationRegistry Of(IServiceCollection services)
    {
        if (services.FirstOrDefault(one => one.ServiceType == typeof(DecorationRegistry))?.ImplementationInstance is DecorationRegistry known)
        {
            return known;
        }

        var registry = new DecorationRegistry(services);
        services.AddSingleton(registry);
        return registry;
    }

    /// <summary>Whether a descriptor is one of the proxies' own, which is not decorated again.</summary>
    public bool IsOwn(ServiceDescriptor descriptor) => _own.Contains(descriptor);

    public void AddOwn(ServiceDescriptor descriptor) => _own.Add(descriptor);

    /// <summary>From here on the calling thread gets services without their proxies.</summary>
    public void BeginUndecorated() => Volatile.Write(ref _undecoratedThread, Environment.CurrentManagedThreadId);

    public void EndUndecorated() => Volatile.Write(ref _undecoratedThread, NoThread);

    /// <summary>Whether the calling thread is building the cache, so that there can be no proxy yet.</summary>
    public bool MustStayUndecorated(Registration registration)
    {
        if (Volatile.Read(ref _undecoratedThread) != Environment.CurrentManagedThreadId)
        {
            return false;
        }

        Undecorated.Add(registration);
        return true;
    }

    /// <summary>The place of the next registration of a service among those of the same key.</summary>
    public int NextOrdinal(Type serviceType, object? serviceKey) =>
        Registrations.Count(one => one.ServiceType == serviceType && Equals(one.ServiceKey, serviceKey));
}
