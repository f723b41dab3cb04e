namespace Interception.Freshness;

/// <summary>How many of a method's answers were stale, reckoned from what its checks found.</summary>
/// <remarks>
/// A check that finds nothing changed proves the answers since the last one right. One that finds a change tells that some were stale, and the model how
/// many. Only where no check came, the model speaks alone. Not thread-safe.
/// </remarks>
internal sealed class StaleEstimate
{
    private double _variance;

    /// <summary>How many answers were looked at.</summary>
    public double Hits { get; private set; }

    /// <summary>How many of them are reckoned to have been stale.</summary>
    public double StaleHits { get; private set; }

    /// <summary>The error of <see cref="StaleHits"/> that is exceeded one time in twenty.</summary>
    /// <remarks>Changes come as in a Poisson process, each with the answers that it made stale: the variance of such a sum is the sum of the squares.</remarks>
    public double Error => 1.96 * Math.Sqrt(_variance);

    /// <summary>Adds answers about which a look has told.</summary>
    public void AddSeen(in AnswerSpan span, bool changed)
    {
        double staleHits = span.StaleAfter(changed);
        Hits += span.Hits;
        StaleHits += staleHits;
        _variance += staleHits * staleHits;
    }

    /// <summary>Adds answers about which nobody will tell any more.</summary>
    public void AddUnseen(in AnswerSpan span)
    {
        Hits += span.Hits;
        StaleHits += span.ExpectedStale;
        _variance += span.VarianceUnseen;
    }
}
