using Interception.Runs;
using Microsoft.Extensions.DependencyInjection;
using Scrutor;

namespace Interception.Composition;

/// <summary>Decorates registrations without a key, by Scrutor: the original stays resolvable under a key that only this library knows.</summary>
/// <remarks>
/// Scrutor walks the collection from its end, asks about each descriptor, and then for its decorator; so the descriptor
/// that it asked about last is the one that is being decorated.
/// </remarks>
internal sealed class CachingDecoration : DecorationStrategy
{
    private readonly DecorationRegistry _registry;
    private readonly IReadOnlyList<ServiceDescriptor> _wanted;
    private readonly List<Registration> _registrations = [];
    private ServiceDescriptor? _current;

    // The base class wants a type to look for; this strategy looks at descriptors instead.
    private CachingDecoration(DecorationRegistry registry, IReadOnlyList<ServiceDescriptor> wanted)
        : base(typeof(object), null) => (_registry, _wanted) = (registry, wanted);

    /// <summary>Decorates the wanted descriptors.</summary>
    public static void Apply(IServiceCollection services, DecorationRegistry registry, IReadOnlyList<ServiceDescriptor> wanted)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        var strategy = new CachingDecoration(registry, wanted);
        ServiceDescriptor[] before = [.. services];
        services.Decorate(strategy);
        for (int i = 0; i < before.Length; i++)
        {
            if (!ReferenceEquals(before[i], services[i]))
            {
                registry.AddOwn(services[i]);
            }
        }

        strategy._registrations.Reverse();
        registry.Registrations.AddRange(strategy._registrations);
    }

    public override bool CanDecorate(ServiceDescriptor descriptor)
    {
        _current = descriptor;
        return _wanted.Contains(descriptor, ReferenceEqualityComparer.Instance);
    }

    public override Func<IServiceProvider, object?, object> CreateDecorator(Type serviceType, string serviceKey)
    {
        ServiceDescriptor original = _current!;
        int ordinal = _registry.NextOrdinal(serviceType, null)
            + _wanted.TakeWhile(one => !ReferenceEquals(one, original)).Count(one => one.ServiceType == serviceType);
        var registration = new Registration(
            serviceType, null, ordinal, serviceKey, original.Lifetime, original.ImplementationType);
        _registrations.Add(registration);
        return (services, _) => CacheRuntime.CreateProxy(services, _registry, registration);
    }

    protected override bool CanDecorate(Type serviceType) => true;
}
