namespace Interception.Freshness;

/// <summary>Answers live until they expire.</summary>
internal sealed class UncheckedFreshness : FreshnessPolicy
{
    public override TimeSpan ProofInterval => TimeSpan.Zero;

    protected override long DueAt(in CheckHistory history) => Never;
}
