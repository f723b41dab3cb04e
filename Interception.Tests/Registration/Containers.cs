using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>Containers as strict as they come, with a cache that was told which methods to cache.</summary>
internal static class Containers
{
    /// <summary>Adds the cache for the named methods.</summary>
    public static IServiceCollection CacheMethods(this IServiceCollection services, params string[] methods) =>
        services.AddInterception(options =>
        {
            foreach (string method in methods)
            {
                options.Methods[method] = new MethodOptions();
            }
        });

    /// <summary>Builds a container that checks scopes, and every registration, at once.</summary>
    public static ServiceProvider BuildStrict(this IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    /// <summary>What the cache finds wrong with these services.</summary>
    public static IReadOnlyList<string> FindProblems(this IServiceCollection services)
    {
        using ServiceProvider provider = services.BuildStrict();
        return provider.GetProblems();
    }

    public static IReadOnlyList<string> GetProblems(this IServiceProvider provider) => provider.GetRequiredService<CacheRuntime>().Problems;

    /// <summary>Services with a tally, which counts what happens to the services under test.</summary>
    public static IServiceCollection WithTally(out Tally tally)
    {
        tally = new Tally();
        var services = new ServiceCollection();
        services.AddSingleton(tally);
        return services;
    }
}
