namespace Interception.Freshness;

/// <summary>Each hit asks for a check: the rule of the article that the library began with, with its threads bounded.</summary>
/// <remarks>Due at any time, not from the last check on: the clock that a hit reads is late, and would miss the hits just after it.</remarks>
internal sealed class EveryHitFreshness : FreshnessPolicy
{
    public override TimeSpan ProofInterval(in CheckHistory history) => TimeSpan.Zero;

    protected override CheckPlan PlanUnpaused(in CheckHistory history) => new(Always, Never);
}
