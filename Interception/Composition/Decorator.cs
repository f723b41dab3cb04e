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
            registry.Problems.Add(Missing(services, serviceType));
        }

        Apply(services, registry, found);
    }

    /// <summary>Decorates every registered service that satisfies a condition.</summary>
    public static void Decorate(IServiceCollection services, DecorationRegistry registry, Func<Type, bool> predicate)
    {
        ServiceDescriptor[] found = [.. services.Where(one => !IsHidden(one) && predicate(one.ServiceType))];
        registry.OpenGenerics.AddRange(found.Select(one => one.ServiceType).Where(type => type.IsGenericTypeDefinition).Distinct());
        Apply(services, registry, [.. found.Where(one => !one.ServiceType.IsGenericTypeDefinition)]);
    }

    private static void Apply(IServiceCollection services, DecorationRegistry registry, ServiceDescriptor[] found)
    {
        ServiceDescriptor[] wanted = [.. found.Where(one => !registry.IsOwn(one))];
        foreach (ServiceDescriptor any in wanted.Where(one => ReferenceEquals(one.ServiceKey, KeyedService.AnyKey)))
        {
            registry.Problems.Add(
                $"'{TypeNames.Display(any.ServiceType)}' is registered under KeyedService.AnyKey and can't be decorated; register it under each key");
        }

        CachingDecoration.Apply(services, registry, [.. wanted.Where(one => !one.IsKeyedService)]);
        KeyedDecoration.Apply(
            services, registry, [.. wanted.Where(one => one.IsKeyedService && !ReferenceEquals(one.ServiceKey, KeyedService.AnyKey))]);
    }

    private static string Missing(IServiceCollection services, Type serviceType)
    {
        string name = TypeNames.Display(serviceType);
        bool isOpen = serviceType.IsGenericType
            && services.Any(one => one.ServiceType.IsGenericTypeDefinition && one.ServiceType == serviceType.GetGenericTypeDefinition());
        return isOpen
            ? $"'{name}' is registered only as an open generic, which can't be decorated; register services.AddScoped<{name}, ...>() before DecorateWithCaching<{name}>()"
            : $"'{name}' is not registered; register it before DecorateWithCaching<{name}>()";
    }

    /// <summary>An original that some decoration keeps under a key of its own.</summary>
    private static bool IsHidden(ServiceDescriptor descriptor) =>
        descriptor.ServiceKey is KeyedDecoration.HiddenKey || (descriptor.IsKeyedService && descriptor.ServiceKey is string && descriptor.IsDecorated());
}
