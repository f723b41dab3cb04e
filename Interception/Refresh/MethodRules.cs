using Interception.Configuration;
using Interception.Freshness;

namespace Interception.Refresh;

/// <summary>A method's policy with what follows from it. Swapped as one reference, so no call sees half of a reload.</summary>
internal sealed class MethodRules(MethodPolicy policy)
{
    public MethodPolicy Policy { get; } = policy;

    public FreshnessPolicy Freshness { get; } = policy.Check switch
    {
        CheckMode.Adaptive => new AdaptiveFreshness(policy.MinCheckInterval, policy.MaxCheckInterval, policy.WaitWhenLikelyStale),
        CheckMode.Interval => new IntervalFreshness(policy.CheckInterval),
        CheckMode.EveryHit => new EveryHitFreshness(),
        _ => new UncheckedFreshness(),
    };

    private readonly uint _verifyBelow = (uint)(policy.VerifyShare * uint.MaxValue);

    /// <summary>Whether chance has it that this hit is checked at once.</summary>
    public bool MustVerify() => _verifyBelow > 0 && ThreadRandom.Next() <= _verifyBelow;

    /// <summary>The expiry in clock ticks.</summary>
    public long ExpiryTicks { get; } = policy.Expiry.Ticks;
}
