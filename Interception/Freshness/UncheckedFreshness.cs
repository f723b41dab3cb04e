namespace Interception.Freshness;

/// <summary>Answers live until they expire.</summary>
internal sealed class UncheckedFreshness : FreshnessPolicy
{
    protected override long DueAt(in CheckHistory history) => Never;
}
