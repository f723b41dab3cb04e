using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interception.Composition;

/// <summary>What the cache takes from the application's container for itself.</summary>
internal sealed record Surroundings(ILoggerFactory Loggers, TimeProvider Time, IMeterFactory? Meters, IReadOnlyList<IVaryBy> VaryBys)
{
    /// <summary>Resolves them all.</summary>
    /// <remarks>What they depend on may be decorated itself; a proxy would ask for the cache, which is waiting for them.</remarks>
    public static Surroundings Resolve(IServiceProvider root, DecorationRegistry registry, List<string> problems)
    {
        registry.BeginUndecorated();
        try
        {
            return new Surroundings(
                root.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
                root.GetService<TimeProvider>() ?? TimeProvider.System,
                root.GetService<IMeterFactory>(),
                [new CultureVaryBy(), .. ResolveVaryBys(root, problems)]);
        }
        finally
        {
            registry.EndUndecorated();
        }
    }

    private static IVaryBy[] ResolveVaryBys(IServiceProvider root, List<string> problems)
    {
        try
        {
            return [.. root.GetServices<IVaryBy>()];
        }
        catch (Exception exception)
        {
            problems.Add($"The IVaryBy services can't be created: {exception.Message} Register them, and what they depend on, as singletons.");
            return [];
        }
    }
}
