namespace Interception.Freshness;

/// <summary>How often a method's answers change, and how often they are asked for, over all of them: what is expected of a new one.</summary>
/// <remarks>Not thread-safe; the rates may be read without a lock. Rates are per second.</remarks>
internal sealed class RatePool
{
    /// <summary>How much of it a check leaves: it spans about 2,000 checks.</summary>
    /// <remarks>
    /// A shorter span follows sooner when all rates shift, and is noisier. With 100 checks, and a StaleTarget of 1 %, 1.4 % of the answers were stale again 15 checks of each after all
    /// rates had risen a hundredfold, and not 4 %; but answers that change once a minute were held at 1.25 % instead of 1.17 %, and imports made more of them stale.
    /// </remarks>
    private const double Keep = 1 - (1d / 2000);

    /// <summary>What other nodes have learned counts until so many checks or answers are known of: from then on this node knows enough, and would hear of many of them twice.</summary>
    private const int Enough = 200;

    /// <summary>One change in thirty years: nothing is taken for unchangeable, however many checks have found nothing.</summary>
    private const double LeastRate = 1e-9;

    // To begin with: one change in five minutes, one hit in ten seconds. The first few checks outweigh it.
    private double _changes = 1, _seconds = 300, _hits = 1, _hitSeconds = 10;
    private double _changeRate = 1d / 300, _hitRate = 0.1;
    private int _known;

    public double ChangeRate => Volatile.Read(ref _changeRate);

    public double HitRate => Volatile.Read(ref _hitRate);

    /// <summary>Adds a check.</summary>
    /// <param name="seconds">How old the answer had become.</param>
    /// <param name="changes">How many changes were found, hidden ones reckoned in.</param>
    /// <param name="hits">How often it was asked for meanwhile.</param>
    public void Add(double seconds, double changes, double hits)
    {
        _known++;
        _changes = (_changes * Keep) + changes;
        _seconds = (_seconds * Keep) + seconds;
        _hits = (_hits * Keep) + hits;
        _hitSeconds = (_hitSeconds * Keep) + seconds;
        Volatile.Write(ref _changeRate, Math.Max(LeastRate, _changes / _seconds));
        Volatile.Write(ref _hitRate, _hits / _hitSeconds);
    }

    /// <summary>Takes over what other nodes' checks have told of an answer, while little is known here: a process that starts need not begin with nothing.</summary>
    public void Hear(Evidence evidence)
    {
        EvidenceFigures figures = evidence.Figures;
        if (_known < Enough && figures.LongSeconds > 0)
        {
            double hits = figures.HitSeconds > 0 ? figures.Hits / figures.HitSeconds * figures.LongSeconds : 0;
            Add(figures.LongSeconds, figures.LongChanges, hits);
        }
    }
}
