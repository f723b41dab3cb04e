using Interception.Configuration;
using Interception.Freshness;

namespace Interception.Refresh;

/// <summary>A method's policy with what follows from it. Swapped as one reference, so no call sees half of a reload.</summary>
internal sealed class MethodRules(MethodPolicy policy)
{
    public MethodPolicy Policy { get; } = policy;

    public FreshnessPolicy Freshness { get; } = FreshnessPolicy.For(policy.Check, policy.CheckInterval);

    /// <summary>The expiry in clock ticks.</summary>
    public long ExpiryTicks { get; } = policy.Expiry.Ticks;
}
