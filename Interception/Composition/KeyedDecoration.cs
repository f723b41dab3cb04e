using Interception.Calls;
using Interception.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Composition;

/// <summary>Decorates keyed registrations. Scrutor would hand its hidden key to their factories, and knows string keys only.</summary>
internal static class KeyedDecoration
{
    /// <summary>Moves each wanted descriptor to a hidden key and puts the proxy in its place.</summary>
    public static void Apply(IServiceCollection services, DecorationRegistry registry, IReadOnlyList<ServiceDescriptor> wanted)
    {
        foreach (ServiceDescriptor original in wanted)
        {
            object key = original.ServiceKey!;
            var hidden = new HiddenKey(key, Guid.NewGuid());
            var registration = new Registration(
                original.ServiceType, key, registry.NextOrdinal(original.ServiceType, key), hidden, original.Lifetime,
                original.KeyedImplementationType);
            registry.Registrations.Add(registration);
            var proxy = new ServiceDescriptor(
                original.ServiceType, key, (scope, _) => CacheRuntime.CreateProxy(scope, registry, registration), original.Lifetime);
            services[services.IndexOf(original)] = proxy;
            registry.AddOwn(proxy);
            services.Add(Hide(original, key, hidden));
        }
    }

    /// <summary>The original under its hidden key; whoever asks for its own key is still told the user's.</summary>
    private static ServiceDescriptor Hide(ServiceDescriptor original, object key, HiddenKey hidden)
    {
        Type service = original.ServiceType;
        return original switch
        {
            { KeyedImplementationInstance: { } instance } => new ServiceDescriptor(service, hidden, instance),
            { KeyedImplementationFactory: { } factory } =>
                new ServiceDescriptor(service, hidden, (scope, _) => factory(scope, key), original.Lifetime),
            { KeyedImplementationType: { } type } when Construction.NeedsKey(type) =>
                new ServiceDescriptor(service, hidden, Construct(type, key), original.Lifetime),
            { KeyedImplementationType: { } type } => new ServiceDescriptor(service, hidden, type, original.Lifetime),
            _ => throw new InvalidOperationException($"The registration of '{service}' has neither type, factory nor instance."),
        };
    }

    private static Func<IServiceProvider, object?, object> Construct(Type type, object key)
    {
        var construction = new Construction(type, key, type);
        return (scope, _) => construction.Create(scope);
    }

    /// <summary>Equal to nothing but itself.</summary>
    internal sealed record HiddenKey(object Key, Guid Id);
}
