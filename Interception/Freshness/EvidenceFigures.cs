namespace Interception.Freshness;

/// <summary>What <see cref="Evidence"/> consists of, to be kept elsewhere.</summary>
/// <param name="LongChanges">The changes in the long memory.</param>
/// <param name="LongSeconds">The time that it covers.</param>
/// <param name="ShortChanges">The changes in the short memory.</param>
/// <param name="ShortSeconds">The time that it covers.</param>
/// <param name="LongTrust">The trust in the long memory, 0 to 1.</param>
/// <param name="Hits">How often the answer was asked for.</param>
/// <param name="HitSeconds">In what time.</param>
internal readonly record struct EvidenceFigures(
    double LongChanges, double LongSeconds, double ShortChanges, double ShortSeconds, double LongTrust, double Hits, double HitSeconds)
{
    /// <summary>Beyond these nothing is evidence: checks are forgotten long before there are so many.</summary>
    private const double MostChanges = 1e6, MostSeconds = 1e10, MostHits = 1e12;

    /// <summary>Whether it can be what checks have told.</summary>
    public bool ArePossible =>
        IsWithin(LongChanges, MostChanges) && IsWithin(ShortChanges, MostChanges) && IsWithin(LongSeconds, MostSeconds)
        && IsWithin(ShortSeconds, MostSeconds) && IsWithin(LongTrust, 1) && IsWithin(Hits, MostHits) && IsWithin(HitSeconds, MostSeconds)
        && LongSeconds > 0;

    private static bool IsWithin(double figure, double most) => figure >= 0 && figure <= most;
}
