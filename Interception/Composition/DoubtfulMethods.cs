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

        foreach (DecoratedService service in services)
        {
            if (service.Registration.ImplementationType is { } implementation && AmbientReaders.Find(implementation) is { } accessor)
            {
                foreach (string name in service.Methods.Where(one => one.Rules.Policy.VaryBy.Count == 0).Select(one => one.Plan.Name).Distinct())
                {
                    logger.SurroundingsNotInKey(name, TypeNames.Display(implementation), accessor);
                }
            }
        }
    }
}
