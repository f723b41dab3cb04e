using Interception.Configuration;
using Interception.Refresh;
using Interception.Telemetry;

namespace Interception.Tests.Support;

/// <summary>Lanes that checks can wait in and that run nothing.</summary>
internal static class Lanes
{
    private static readonly CacheMetrics Metrics = new(new OtherMeters());

    public static CheckLane New(int maxConcurrentChecks = 2) => new(
        null!, null!, null!, new MethodRules(Policy(maxConcurrentChecks)), () => { }, new CheckSpending(null),
        new MethodMeasures("ISource.GetAsync", Metrics));

    private static MethodPolicy Policy(int maxConcurrentChecks) =>
        (MethodLayer.Empty with { Check = CheckMode.EveryHit, MaxConcurrentChecks = maxConcurrentChecks }).ToPolicy(isEnabled: true, concurrency: 4);
}
