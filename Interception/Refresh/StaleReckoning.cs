namespace Interception.Refresh;

/// <summary>How many of a method's answers are reckoned to have been stale.</summary>
/// <param name="Hits">Answers from the cache since the start.</param>
/// <param name="StaleHits">How many of them are reckoned to have been stale.</param>
/// <param name="Error">How far off that is, at most, 19 times in 20.</param>
internal readonly record struct StaleReckoning(double Hits, double StaleHits, double Error)
{
    public double StaleShare => Hits > 0 ? StaleHits / Hits : 0;

    public double StaleShareError => Hits > 0 ? Error / Hits : 0;
}
