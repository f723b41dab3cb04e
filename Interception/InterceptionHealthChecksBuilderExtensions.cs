using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interception;

/// <summary>Adds the method cache to the application's health checks.</summary>
public static class InterceptionHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that tells, with the reasons, when the cache doesn't work as it should.</summary>
    /// <remarks>
    /// Callers get right answers all the same, so it reports a degraded service, not an unhealthy one. It reads what the cache remembers: it
    /// runs no method and asks no server.
    /// </remarks>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The check's name. The default is "interception".</param>
    /// <param name="failureStatus">What it reports when something is wrong; <see langword="null"/>, the default, is <see cref="HealthStatus.Degraded"/>.</param>
    /// <param name="tags">Labels by which checks are chosen; none by default.</param>
    /// <returns><paramref name="builder"/>, for the next call.</returns>
    public static IHealthChecksBuilder AddInterception(
        this IHealthChecksBuilder builder, string name = "interception", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        InterceptionServiceCollectionExtensions.Prepare(builder.Services);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthSource, CheckHealth>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthSource, StoreHealth>());
        builder.Services.TryAddSingleton<CacheHealthCheck>();
        return builder.Add(new HealthCheckRegistration(
            name, static services => services.GetRequiredService<CacheHealthCheck>(), failureStatus ?? HealthStatus.Degraded, tags));
    }
}
