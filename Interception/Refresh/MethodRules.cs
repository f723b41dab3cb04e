using Interception.Configuration;
using Interception.Freshness;

namespace Interception.Refresh;

/// <summary>A method's policy with what follows from it. Swapped as one reference, so no call sees half of a reload.</summary>
internal sealed class MethodRules(MethodPolicy policy)
{
    public MethodPolicy Policy { get; } = policy;

    public FreshnessPolicy Freshness { get; } = policy.Check switch
    {
        CheckMode.Adaptive => new AdaptiveFreshness(policy.MinCheckInterval, LongestInterval(policy), policy.WaitWhenLikelyStale),
        CheckMode.Interval => new IntervalFreshness(WithinExpiry(policy.CheckInterval, policy.Expiry)),
        CheckMode.EveryHit => new EveryHitFreshness(),
        _ => new UncheckedFreshness(),
    };

    private readonly uint _verifyBelow = (uint)(policy.VerifyShare * uint.MaxValue);

    /// <summary>Whether chance has it that this hit is checked at once.</summary>
    public bool MustVerify() => _verifyBelow > 0 && ThreadRandom.Next() <= _verifyBelow;

    /// <summary>The expiry in clock ticks.</summary>
    public long ExpiryTicks { get; } = policy.Expiry.Ticks;

    /// <summary>
    /// The longest time between two checks: within the expiry, with a fifth to spare for a hit to come and the check to run, or an answer that is asked for would expire instead of being checked.
    /// </summary>
    public TimeSpan LongestCheckInterval { get; } = LongestInterval(policy);

    /// <summary>The time between two checks where it is a fixed one, within the expiry as well.</summary>
    public TimeSpan FixedCheckInterval { get; } = WithinExpiry(policy.CheckInterval, policy.Expiry);

    private static TimeSpan LongestInterval(MethodPolicy policy)
    {
        TimeSpan longest = WithinExpiry(policy.MaxCheckInterval, policy.Expiry);
        return longest > policy.MinCheckInterval ? longest : policy.MinCheckInterval;
    }

    private static TimeSpan WithinExpiry(TimeSpan interval, TimeSpan expiry)
    {
        TimeSpan longest = 0.8 * expiry;
        return interval < longest ? interval : longest;
    }
}
