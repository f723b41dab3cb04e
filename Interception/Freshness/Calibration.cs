namespace Interception.Freshness;

/// <summary>Holds the stale answers that the model expects against those that checks find: how far a method's answers change as it assumes.</summary>
/// <remarks>
/// Weighed by answers, not by checks: an answer that changes more often than it is believed to is checked seldom and serves most of the stale ones. Not
/// thread-safe.
/// </remarks>
internal sealed class Calibration
{
    /// <summary>How many changes it spans, expected or found: each makes stale a number of answers that nobody foresees, and a few of them tell little.</summary>
    private const double Span = 100;

    /// <summary>So many changes are taken to have come as expected, to begin with.</summary>
    private const double Prior = 10;

    /// <summary>Fewer stale answers than these say nothing; a rate or a time near zero would make their quotient infinite.</summary>
    private const double LeastExpected = 1e-9;

    private double _found, _expected, _changes;

    /// <summary>How many stale answers there are for each that is expected.</summary>
    public double Factor => _expected > LeastExpected ? (_found + Known) / (_expected + Known) : 1;

    /// <summary>What is taken to have come as expected, in stale answers: each change makes so many, by the model.</summary>
    private double Known => Prior * _expected / _changes;

    /// <summary>Adds a check.</summary>
    /// <param name="span">What came before it.</param>
    /// <param name="changed">Whether it has found a change.</param>
    public void Add(in AnswerSpan span, bool changed)
    {
        double keep = 1 - ((span.ChangeProbability + (changed ? 1 : 0)) / (2 * Span));
        _found = (_found * keep) + span.StaleAfter(changed);
        _expected = (_expected * keep) + span.ExpectedStale;
        _changes = (_changes * keep) + span.ChangeProbability;
    }
}
