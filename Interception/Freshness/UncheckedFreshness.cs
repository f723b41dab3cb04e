namespace Interception.Freshness;

/// <summary>Answers live until they expire.</summary>
internal sealed class UncheckedFreshness : FreshnessPolicy
{
    public override TimeSpan ProofInterval(in CheckHistory history) => TimeSpan.Zero;

    protected override CheckPlan PlanUnpaused(in CheckHistory history) => new(Never, Never);
}
