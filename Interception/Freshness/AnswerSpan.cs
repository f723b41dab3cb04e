namespace Interception.Freshness;

/// <summary>The answers of one entry from one look at the method to the next, and how many of them were stale.</summary>
/// <remarks>
/// All but the one that asked for the check came before that was due, spread evenly: any later one would have asked. The one that did came when the answer was
/// oldest. So, with x = L d for the whole time of d seconds, and with y for the time until the check was due, that one is stale with probability 1 - e^-x, and each of
/// the others with the mean of that over y; once a look has found a change, both are divided by the probability of one.
/// </remarks>
/// <param name="Hits">How many answers.</param>
/// <param name="AskedByLast">Whether the last of them asked for the check.</param>
/// <param name="ChangeRate">How often the answer is expected to change, per second.</param>
/// <param name="Seconds">How long the time was.</param>
/// <param name="DueSeconds">How long it was until a check was due.</param>
internal readonly record struct AnswerSpan(double Hits, bool AskedByLast, double ChangeRate, double Seconds, double DueSeconds)
{
    /// <summary>How likely it is that a look at the end finds a change.</summary>
    public double ChangeProbability => ChangeModel.StaleProbability(ChangeRate * Seconds);

    /// <summary>How many are expected to have been stale, before anybody looks.</summary>
    public double ExpectedStale =>
        (Last * ChangeProbability) + ((Hits - Last) * ChangeModel.StaleShare(ChangeRate * Math.Min(Seconds, DueSeconds)));

    /// <summary>How many are reckoned to have been stale after a look: none where nothing had changed.</summary>
    public double StaleAfter(bool changed) => !changed ? 0
        : ChangeProbability > 0 ? Math.Min(Hits, ExpectedStale / ChangeProbability)
        : Last + ((Hits - Last) / 2); // No time has passed by the clock.

    /// <summary>The variance of how many were stale, where nobody has looked.</summary>
    /// <remarks>With a rare change that comes at any time alike, of n answers n u are stale, u between 0 and 1: the mean of the square is a third of n squared.</remarks>
    public double VarianceUnseen => ChangeProbability * Hits * Hits / 3;

    private double Last => AskedByLast ? Math.Min(Hits, 1) : 0;
}
