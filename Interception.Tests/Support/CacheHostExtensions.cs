using Interception.Freshness;
using Interception.Lookup;
using Interception.Storage;

namespace Interception.Tests.Support;

/// <summary>Looks at what a host holds of <see cref="ISource"/>.</summary>
internal static class CacheHostExtensions
{
    public static CachedMethod MethodOf(this CacheHost host, string method = nameof(ISource.GetAsync)) =>
        host.Runtime.FindAll(typeof(ISource), null).Last().Find(typeof(ISource).GetMethod(method)!)!;

    /// <summary>The one entry of a method.</summary>
    public static Entry EntryOf(this CacheHost host, string method = nameof(ISource.GetAsync)) => host.MethodOf(method).Table.Entries.Single();

    /// <summary>How often a method's answers are expected to change while nothing is known of one.</summary>
    public static double PooledRateOf(this CacheHost host, string method = nameof(ISource.GetAsync)) =>
        host.LaneOf(method).Freshness.ChangeRateOf(new StubEntry { Evidence = Evidence.None });

    /// <summary>One hit, and the check that it may have asked for.</summary>
    public static async Task<string?> HitAsync(this CacheHost host, int id = 1)
    {
        string? answer = await host.Source.GetAsync(id, default);
        await host.IdleAsync();
        return answer;
    }

    /// <summary>Whether two say the same, but for how numbers are rounded.</summary>
    public static bool IsSame(Evidence one, Evidence other) =>
        IsClose(one.ChangeRate(pooled: 1), other.ChangeRate(pooled: 1)) && IsClose(one.ChangeRate(pooled: 1e-3), other.ChangeRate(pooled: 1e-3))
        && IsClose(one.HitRate(1, 0, 0), other.HitRate(1, 0, 0)) && IsClose(one.HitRate(1e-3, 0, 0), other.HitRate(1e-3, 0, 0));

    private static bool IsClose(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(one, other);
}
