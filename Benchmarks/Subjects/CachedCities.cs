using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks.Subjects;

/// <summary>The service behind this library, put together as its users do it.</summary>
internal static class CachedCities
{
    /// <summary>
    /// Adds the decorated service. Answers are checked in principle and never in fact: no check falls due within a benchmark,
    /// and the caller pays for the question whether one is.
    /// </summary>
    public static IServiceCollection AddCachedCities(this IServiceCollection services, Action<InterceptionOptions>? configure = null) =>
        services.AddCachedCities<Cities>(configure);

    /// <summary>As <see cref="AddCachedCities"/>, with another implementation.</summary>
    public static IServiceCollection AddCachedCities<TCities>(this IServiceCollection services, Action<InterceptionOptions>? configure = null)
        where TCities : class, ICities =>
        services
            .AddLogging()
            .AddSingleton<RunCounter>()
            .AddScoped<ICities, TCities>()
            .AddInterception(options =>
            {
                options.Defaults.Expiry = TimeSpan.FromDays(1);
                options.Defaults.Check = CheckMode.Interval;
                options.Defaults.CheckInterval = TimeSpan.FromHours(12);
                foreach (string method in new[]
                {
                    nameof(ICities.Find), nameof(ICities.FindTaskAsync), nameof(ICities.FindValueTaskAsync), nameof(ICities.Largest),
                })
                {
                    options.Methods[$"{nameof(ICities)}.{method}"] = new MethodOptions();
                }

                configure?.Invoke(options);
            })
            .DecorateWithCaching<ICities>();
}
