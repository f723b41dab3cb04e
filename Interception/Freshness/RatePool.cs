namespace Interception.Freshness;

/// <summary>How often a method's answers change, and how often they are asked for, over all of them: what is expected of a new one.</summary>
/// <remarks>Not thread-safe; the rates may be read without a lock. Rates are per second.</remarks>
internal sealed class RatePool
{
    /// <summary>How much of it a check leaves: it spans about 2,000 checks, or those since all rates have risen, if there were fewer.</summary>
    /// <remarks>
    /// A shorter span follows other shifts sooner, and is noisier: with 100 checks and a StaleTarget of 1 %, answers that change once a minute were held at 1.25 % instead of 1.17 %, and
    /// imports made more of them stale.
    /// </remarks>
    private const double Keep = 1 - (1d / 2000);

    /// <summary>What other nodes have learned counts until so many checks or answers are known of: from then on this node knows enough, and would hear of many of them twice.</summary>
    private const int Enough = 200;

    /// <summary>One change in thirty years: nothing is taken for unchangeable, however many checks have found nothing.</summary>
    private const double LeastRate = 1e-9;

    /// <summary>A change or hit in a nanosecond: a clock that stands still makes no rate infinite.</summary>
    private const double MostRate = 1e9;

    private readonly RateRise _rise = new();

    // To begin with: one change in five minutes, one hit in ten seconds. The first few checks outweigh it.
    private Sum _changes = new(Count: 1, Seconds: 300), _hits = new(Count: 1, Seconds: 10), _sinceRise;
    private double _changeRate = 1d / 300, _hitRate = 0.1;
    private int _known;

    public double ChangeRate => Volatile.Read(ref _changeRate);

    public double HitRate => Volatile.Read(ref _hitRate);

    /// <summary>Adds a check.</summary>
    /// <param name="seconds">How old the answer had become.</param>
    /// <param name="changed">Whether it was found changed.</param>
    /// <param name="hits">How often it was asked for meanwhile.</param>
    /// <param name="changeRate">How often the answer was expected to change.</param>
    /// <param name="isSinceRise">Whether it was last looked at after the last rise; if not, the rise is what it may tell of.</param>
    /// <returns>How many times as often the answers are now taken to change, where the check shows that their rates have risen; 1 where it doesn't.</returns>
    public double Add(double seconds, bool changed, double hits, double changeRate, bool isSinceRise = true)
    {
        double before = _changeRate, expected = changeRate * seconds, changes = changed ? ChangeModel.ChangesGivenChange(expected) : 0;
        bool hasRisen = isSinceRise && _rise.Add(expected, changed);
        _sinceRise = _sinceRise.Add(changes, seconds);
        _changes = hasRisen ? _sinceRise : _changes.Add(changes, seconds);
        if (_rise.IsUnlikely)
        {
            _sinceRise = default;
        }

        AddHitsAndPublish(hits, seconds);
        return hasRisen ? Math.Max(1, _changeRate / before) : 1;
    }

    /// <summary>Takes over what other nodes' checks have told of an answer, while little is known here: a process that starts need not begin with nothing.</summary>
    public void Hear(Evidence evidence)
    {
        EvidenceFigures figures = evidence.Figures;
        if (_known < Enough && figures.LongSeconds > 0)
        {
            _changes = _changes.Add(figures.LongChanges, figures.LongSeconds);
            AddHitsAndPublish(figures.HitSeconds > 0 ? figures.Hits / figures.HitSeconds * figures.LongSeconds : 0, figures.LongSeconds);
        }
    }

    private void AddHitsAndPublish(double hits, double seconds)
    {
        _known++;
        _hits = _hits.Add(hits, seconds);
        Volatile.Write(ref _changeRate, Math.Clamp(_changes.Count / _changes.Seconds, LeastRate, MostRate));
        Volatile.Write(ref _hitRate, Math.Clamp(_hits.Count / _hits.Seconds, LeastRate, MostRate));
    }

    /// <summary>How many there were, and in what time.</summary>
    private readonly record struct Sum(double Count, double Seconds)
    {
        public Sum Add(double count, double seconds) => new((Count * Keep) + count, (Seconds * Keep) + seconds);
    }
}
