using Interception.Keys.Types;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Composition;

/// <summary>Names the cached methods that look as if they should not be cached, or not so. A look proves nothing, so it is worth a line in the log and no more.</summary>
internal static class DoubtfulMethods
{
    public static void Log(IEnumerable<DecoratedService> decorated, ILogger logger)
    {
        DecoratedService[] services = [.. decorated];
        foreach (string name in services.SelectMany(one => one.Methods)
            .Where(one => ChangingNames.Contains(one.Plan.Method.Name)).Select(one => one.Plan.Name).Distinct())
        {
            logger.NameReadsLikeAChange(name);
        }

        // Once for a class and method, however often it is registered.
        foreach ((string name, Type implementation) in services.SelectMany(Unvaried).Distinct())
        {
            if (AmbientReaders.Find(implementation) is { } accessor)
            {
                logger.SurroundingsNotInKey(name, TypeNames.Display(implementation), accessor);
            }
        }
    }

    private static IEnumerable<(string Name, Type Implementation)> Unvaried(DecoratedService service) => service.Registration.ImplementationType is { } type
        ? service.Methods.Where(one => one.Rules.Policy.VaryBy.Count == 0).Select(one => (one.Plan.Name, type))
        : [];
}
