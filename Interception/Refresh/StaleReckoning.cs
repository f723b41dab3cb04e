namespace Interception.Refresh;

/// <summary>How many of a method's answers are reckoned to have been stale.</summary>
/// <param name="Hits">Answers from the cache since the start.</param>
/// <param name="StaleHits">How many of them are reckoned to have been stale.</param>
/// <param name="Error">How far off that is, at most, 19 times in 20.</param>
/// <param name="ChecksPerHit">Checks for each hit lately; 0 where nothing adapts.</param>
/// <param name="StaleShareLately">The share of stale answers lately; 0 where nothing adapts.</param>
internal readonly record struct StaleReckoning(double Hits, double StaleHits, double Error, double ChecksPerHit, double StaleShareLately);
