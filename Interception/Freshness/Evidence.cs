namespace Interception.Freshness;

/// <summary>What checks have told of one answer: how often it changes, and how often it is asked for.</summary>
/// <remarks>
/// Immutable. Rates are per second. Where little is known of an answer its method's other answers speak for it, see <see cref="ChangePrior"/>.
/// Sources: Cho and Garcia-Molina, "Estimating frequency of change", ACM Transactions on Internet Technology 3 (2003), for changes that hide behind one another; Herbster
/// and Warmuth, "Tracking the best expert", Machine Learning 32 (1998), for the trust, which goes from a long memory to a short one when a rate shifts, and back.
/// </remarks>
internal sealed record Evidence
{
    /// <summary>How much of each memory a check leaves: the long one spans about 64 checks, the short one 3.</summary>
    private const double LongKeep = 1 - (1d / 64), ShortKeep = 1 - (1d / 3);

    /// <summary>The same for the rate of hits: 16 checks.</summary>
    private const double HitKeep = 1 - (1d / 16);

    /// <summary>Which part of the trust in one memory goes over to the other at each check, so that neither is ever lost.</summary>
    private const double Shared = 0.02;

    /// <summary>Below this the long memory is of another time: it begins anew with the short one.</summary>
    private const double Outdated = 0.1;

    /// <summary>What is taken for known of the rate of hits before the first check, in hits: little, because the rates of a method's answers differ a lot.</summary>
    private const double PriorHits = 0.5;

    /// <summary>Nothing is known yet.</summary>
    public static readonly Evidence None = new();

    private readonly Memory _long, _short;
    private readonly double _longTrust = 0.5, _hits, _hitSeconds;

    private Evidence()
    {
    }

    private Evidence(Memory longMemory, Memory shortMemory, double longTrust, double hits, double hitSeconds) =>
        (_long, _short, _longTrust, _hits, _hitSeconds) = (longMemory, shortMemory, longTrust, hits, hitSeconds);

    /// <summary>What it consists of.</summary>
    public EvidenceFigures Figures => new(_long.Changes, _long.Seconds, _short.Changes, _short.Seconds, _longTrust, _hits, _hitSeconds);

    /// <summary>The evidence that consists of these; none if they are impossible.</summary>
    public static Evidence Of(EvidenceFigures figures) => !figures.ArePossible ? None : new Evidence(
        new Memory(figures.LongChanges, figures.LongSeconds), new Memory(figures.ShortChanges, figures.ShortSeconds),
        Math.Clamp(figures.LongTrust, Shared, 1 - Shared), figures.Hits, figures.HitSeconds);

    /// <summary>How often the answer changes.</summary>
    /// <param name="pooled">How often the method's answers do.</param>
    public double ChangeRate(double pooled) => (_longTrust * _long.Rate(pooled)) + ((1 - _longTrust) * _short.Rate(pooled));

    /// <summary>How often the answer is asked for.</summary>
    /// <param name="pooled">How often the method's answers are.</param>
    /// <param name="hits">How often it was since the last check.</param>
    /// <param name="seconds">How long ago that was.</param>
    public double HitRate(double pooled, double hits, double seconds) =>
        (_hits + hits + PriorHits) / (_hitSeconds + seconds + (PriorHits / pooled));

    /// <summary>Adds a check.</summary>
    /// <param name="seconds">How old the answer had become.</param>
    /// <param name="changed">Whether it was found changed.</param>
    /// <param name="hits">How often it was asked for meanwhile.</param>
    /// <param name="pooled">How often the method's answers change.</param>
    public Evidence Add(double seconds, bool changed, double hits, double pooled)
    {
        double byLong = _longTrust * Likelihood(_long.Rate(pooled) * seconds, changed);
        double byShort = (1 - _longTrust) * Likelihood(_short.Rate(pooled) * seconds, changed);
        double trust = byLong + byShort > 0 ? byLong / (byLong + byShort) : 0.5;
        trust = (trust * (1 - (2 * Shared))) + Shared;
        bool isOutdated = trust < Outdated;
        return new Evidence(
            (isOutdated ? _short : _long).Add(seconds, changed, pooled, LongKeep),
            _short.Add(seconds, changed, pooled, ShortKeep),
            isOutdated ? 0.5 : trust,
            (_hits * HitKeep) + hits,
            (_hitSeconds * HitKeep) + seconds);
    }

    private static double Likelihood(double x, bool changed) =>
        changed ? ChangeModel.StaleProbability(x) : 1 - ChangeModel.StaleProbability(x);

    /// <summary>Changes, and the time in which they came.</summary>
    private readonly record struct Memory(double Changes, double Seconds)
    {
        public double Rate(double pooled) => ChangePrior.RateAfter(Changes, Seconds, pooled);

        public Memory Add(double seconds, bool changed, double pooled, double keep) => new(
            (Changes * keep) + (changed ? ChangeModel.ChangesGivenChange(Rate(pooled) * seconds) : 0), (Seconds * keep) + seconds);
    }
}
