using Interception.Calls;
using Interception.Keys.Types;
using Microsoft.Extensions.DependencyInjection;
using Scrutor;

namespace Interception.Composition;

/// <summary>Finds the registrations to decorate, and says what is wrong with those that can't be.</summary>
internal static class Decorator
{
    /// <summary>Decorates every registration of one service.</summary>
    public static void Decorate(IServiceCollection services, DecorationRegistry registry, Type serviceType)
    {
        ServiceDescriptor[] found = [.. services.Where(one => one.ServiceType == serviceType && !IsHidden(one))];
        if (found.Length == 0)
        {
            registry.Problems.Add(DescribeMissing(services, serviceType));
        }

        Apply(services, registry, found, isAskedFor: true);
    }

    /// <summary>Decorates every registered service that satisfies a condition. The cache itself is never asked about.</summary>
    public static void Decorate(IServiceCollection services, DecorationRegistry registry, Func<Type, bool> predicate)
    {
        ServiceDescriptor[] found = [.. services.Where(one => !IsHidden(one) && !IsOfTheCache(one) && predicate(one.ServiceType))];
        registry.OpenGenerics.AddRange(found.Select(one => one.ServiceType).Where(type => type.IsGenericTypeDefinition).Distinct());
        Apply(services, registry, [.. found.Where(one => !one.ServiceType.IsGenericTypeDefinition)], isAskedFor: false);
    }

    /// <summary>The class behind a registration, where the registration says so.</summary>
    public static Type? ImplementationOf(ServiceDescriptor descriptor) =>
        descriptor.IsKeyedService ? descriptor.KeyedImplementationType : descriptor.ImplementationType;

    /// <summary>An original that some decoration keeps under a key of its own.</summary>
    public static bool IsHidden(ServiceDescriptor descriptor) =>
        descriptor.ServiceKey is KeyedDecoration.HiddenKey
        || (descriptor.IsKeyedService && descriptor.ServiceKey is string && descriptor.IsDecorated());

    private static void Apply(IServiceCollection services, DecorationRegistry registry, ServiceDescriptor[] found, bool isAskedFor)
    {
        var wanted = new List<ServiceDescriptor>();
        foreach (ServiceDescriptor one in found.Where(one => !registry.IsOwn(one)))
        {
            string? obstacle = FindObstacle(one);
            if (obstacle is null && ServiceMethods.Of(one.ServiceType).Any(method => Eligibility.FindProblem(one.ServiceType, method) is null))
            {
                wanted.Add(one);
            }
            else
            {
                registry.Refused.Add(new RefusedService(one.ServiceType, obstacle, isAskedFor));
            }
        }

        CachingDecoration.Apply(services, registry, [.. wanted.Where(one => !one.IsKeyedService)]);
        KeyedDecoration.Apply(services, registry, [.. wanted.Where(one => one.IsKeyedService)]);
    }

    private static string? FindObstacle(ServiceDescriptor descriptor) =>
        ReferenceEquals(descriptor.ServiceKey, KeyedService.AnyKey)
            ? "it is registered under KeyedService.AnyKey; register it under each key"
            : Proxiability.FindProblem(descriptor.ServiceType, ImplementationOf(descriptor));

    private static string DescribeMissing(IServiceCollection services, Type serviceType)
    {
        string name = TypeNames.Display(serviceType);
        bool isOpen = serviceType.IsGenericType
            && services.Any(one => one.ServiceType.IsGenericTypeDefinition && one.ServiceType == serviceType.GetGenericTypeDefinition());
        return isOpen
            ? $"'{name}' is registered only as an open generic, which can't be decorated; register services.AddScoped<{name}, ...>() before DecorateWithCaching<{name}>()"
            : $"'{name}' is not registered; register it before DecorateWithCaching<{name}>()";
    }

    /// <summary>What the cache is made of; it can't stand in front of itself.</summary>
    private static bool IsOfTheCache(ServiceDescriptor descriptor) =>
        descriptor.ServiceType.Assembly == typeof(Decorator).Assembly || ImplementationOf(descriptor)?.Assembly == typeof(Decorator).Assembly;
}
