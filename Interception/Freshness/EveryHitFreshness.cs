namespace Interception.Freshness;

/// <summary>Each hit asks for a check: the rule of the article that the library began with, with its threads bounded.</summary>
internal sealed class EveryHitFreshness : FreshnessPolicy
{
    protected override long DueAt(in CheckHistory history) => history.CheckedAt;
}
