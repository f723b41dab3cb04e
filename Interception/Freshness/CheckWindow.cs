namespace Interception.Freshness;

/// <summary>What came of an answer's time from one check to the next, or to its end.</summary>
/// <param name="Hits">How often it was asked for.</param>
/// <param name="StaleHits">How many of those are reckoned to have been stale.</param>
/// <param name="AgeSeconds">How long the time was.</param>
/// <param name="SecondsSinceOther">How long before its end another answer's time ended.</param>
/// <param name="IsLook">Whether it ended with a look at the method, by whomever.</param>
/// <param name="IsPaid">Whether that was a check that counts against the budgets.</param>
/// <param name="IsAtLeast">Whether its next check can't come earlier, however low the price.</param>
/// <param name="IsAtMost">Whether its next check can't come later, however high the price.</param>
internal readonly record struct CheckWindow(
    double Hits, double StaleHits, double AgeSeconds, double SecondsSinceOther, bool IsLook, bool IsPaid, bool IsAtLeast, bool IsAtMost);
