using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks.Subjects;

/// <summary>The search behind this library, put together as its users do it.</summary>
internal static class CachedSearch
{
    /// <summary>Adds the decorated service; as in <see cref="CachedCities"/>, no check falls due within a benchmark.</summary>
    public static IServiceCollection AddCachedSearch(this IServiceCollection services) =>
        services
            .AddLogging()
            .AddSingleton<RunCounter>()
            .AddScoped<ICitySearch, CitySearch>()
            .AddInterception(options =>
            {
                options.Defaults.Expiry = TimeSpan.FromDays(1);
                options.Defaults.Check = CheckMode.Interval;
                options.Defaults.CheckInterval = TimeSpan.FromHours(12);
                foreach (string method in new[] { nameof(ICitySearch.FindAsync), nameof(ICitySearch.FindByFilterAsync), nameof(ICitySearch.FindAmongAsync) })
                {
                    options.Methods[$"{nameof(ICitySearch)}.{method}"] = new MethodOptions();
                }
            })
            .DecorateWithCaching<ICitySearch>();
}
