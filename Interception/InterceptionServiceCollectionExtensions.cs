using System.Diagnostics.CodeAnalysis;
using Interception.Composition;
using Interception.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Interception;

/// <summary>Registers the method cache and puts it in front of services.</summary>
/// <remarks>
/// None of these throws for bad settings or services that can't be cached: all such problems stand in one report when the
/// host starts (an <see cref="InterceptionException"/>, or a log entry where <see cref="InterceptionOptions.Strict"/> is off).
/// Without a host the report is logged when the first decorated service is resolved.
/// </remarks>
public static class InterceptionServiceCollectionExtensions
{
    private const string NeedsCode = "Proxies are generated at run time.";

    /// <summary>Adds the method cache, configured by the section "Interception".</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The root of the configuration, or the section itself. Changes to it are followed while the application runs.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    [RequiresDynamicCode(NeedsCode)]
    public static IServiceCollection AddInterception(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        Prepare(services).Sources.Add(PolicySource.From(configuration));
        return services;
    }

    /// <summary>Adds the method cache, configured in code. Of several calls, with configuration or code, later ones win setting by setting.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options. It runs at start-up and again when configuration changes.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    [RequiresDynamicCode(NeedsCode)]
    public static IServiceCollection AddInterception(this IServiceCollection services, Action<InterceptionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        Prepare(services).Sources.Add(PolicySource.From(configure));
        return services;
    }

    /// <summary>Puts the cache in front of every registration of a service. Call it last, like every decoration; a second call changes nothing.</summary>
    /// <remarks>
    /// A run of a cached method uses the undecorated service of a scope of its own. For a scoped or transient class that is another
    /// object than the one that callers hold: its cached methods must not depend on fields that other members change.
    /// </remarks>
    /// <typeparam name="TService">An interface, or a class with virtual methods.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    [RequiresDynamicCode(NeedsCode)]
    public static IServiceCollection DecorateWithCaching<TService>(this IServiceCollection services)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(services);
        Decorator.Decorate(services, Prepare(services), typeof(TService));
        return services;
    }

    /// <summary>Puts the cache in front of every registered service whose type satisfies a condition.</summary>
    /// <remarks>Services that can't be cached stay as they are, and are no problem as long as nobody names a method of theirs.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="predicate">Which service types to decorate.</param>
    /// <returns><paramref name="services"/>, for the next call.</returns>
    [RequiresDynamicCode(NeedsCode)]
    public static IServiceCollection DecorateWithCaching(this IServiceCollection services, Func<Type, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(predicate);
        Decorator.Decorate(services, Prepare(services), predicate);
        return services;
    }

    /// <summary>What every door leads through: the cache is added once.</summary>
    internal static DecorationRegistry Prepare(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CacheRuntime>();
        services.TryAddTransient<IMethodCache, MethodCache>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupAudit>());
        return DecorationRegistry.Of(services);
    }
}
