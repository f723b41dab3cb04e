using Interception.Freshness;

namespace Interception.Refresh;

/// <summary>Holds calls that chance has sent past the cache against as many that it has not: what caching saves today.</summary>
/// <remarks>
/// Both kinds are timed by the same clock, as their callers see them, failures too: whatever else slows the application down slows both. Thread-safe; the lock is taken only for
/// calls that are timed.
/// </remarks>
internal sealed class HoldoutTrial
{
    private readonly Lock _gate = new();
    private Arm _uncached, _cached;

    /// <summary>Draws for a call.</summary>
    /// <param name="share">The share of calls that are held out, from 0 to 0.5.</param>
    /// <returns>Whether it is sent past the cache; null if it is not timed at all.</returns>
    public static bool? Draw(double share)
    {
        double drawn = (double)ThreadRandom.Next() / uint.MaxValue;
        return drawn <= share ? true : drawn <= 2 * share ? false : null;
    }

    /// <summary>Adds a call.</summary>
    /// <param name="isUncached">Whether it was sent past the cache.</param>
    /// <param name="ticks">How long its caller waited.</param>
    public void Add(bool isUncached, long ticks)
    {
        lock (_gate)
        {
            if (isUncached)
            {
                _uncached.Add(Math.Max(0, ticks));
            }
            else
            {
                _cached.Add(Math.Max(0, ticks));
            }
        }
    }

    /// <summary>What the comparison has come to; null until there are two calls of each kind.</summary>
    public HoldoutReport? Report()
    {
        lock (_gate)
        {
            return _uncached.Count < 2 || _cached.Count < 2 ? null : new HoldoutReport
            {
                UncachedCalls = _uncached.Count,
                UncachedTime = TimeSpan.FromTicks((long)_uncached.Mean),
                CachedCalls = _cached.Count,
                CachedTime = TimeSpan.FromTicks((long)_cached.Mean),
                SavedPerCallError = TimeSpan.FromTicks((long)(1.96 * Math.Sqrt(_uncached.VarianceOfMean + _cached.VarianceOfMean))),
            };
        }
    }

    /// <summary>Mean and variance of one kind of calls; of the last ten thousand, about, so that what is long past counts no more.</summary>
    /// <remarks>Source: Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4 (1962).</remarks>
    private struct Arm
    {
        private const double MostWeight = 10_000;

        private double _weight, _squares;

        public long Count { get; private set; }

        public double Mean { get; private set; }

        public readonly double VarianceOfMean => _squares / (_weight - 1) / _weight;

        public void Add(double ticks)
        {
            if (_weight >= MostWeight)
            {
                (_weight, _squares) = (_weight / 2, _squares / 2);
            }

            Count++;
            _weight++;
            double before = ticks - Mean;
            Mean += before / _weight;
            _squares += before * (ticks - Mean);
        }
    }
}
