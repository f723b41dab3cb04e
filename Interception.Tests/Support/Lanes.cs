using Interception.Configuration;
using Interception.Refresh;

namespace Interception.Tests.Support;

/// <summary>Lanes that checks can wait in and that run nothing.</summary>
internal static class Lanes
{
    public static CheckLane New(int maxConcurrentChecks = 2) => new(null!, null!, null!, new MethodRules(Policy(maxConcurrentChecks)), () => { });

    private static MethodPolicy Policy(int maxConcurrentChecks) => new()
    {
        IsCached = true,
        Expiry = TimeSpan.FromMinutes(10),
        Check = CheckMode.EveryHit,
        CheckInterval = TimeSpan.FromSeconds(30),
        RunTimeout = TimeSpan.FromSeconds(30),
        MaxConcurrentChecks = maxConcurrentChecks,
        CacheNull = true,
        Results = ResultHandling.Auto,
        VaryBy = NameSet.Empty,
        IgnoreParameters = NameSet.Empty,
        CompareIgnore = NameSet.Empty,
        Tags = NameSet.Empty,
    };
}
