namespace Listings.Profile;

/// <summary>Percentiles of durations, by the nearest rank: always one that was measured.</summary>
public sealed class Percentiles
{
    private readonly TimeSpan[] _sorted;

    /// <summary>Sorts the durations.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Percentiles(IEnumerable<TimeSpan> durations)
    {
        _sorted = [.. durations.Order()];
        if (_sorted.Length == 0)
        {
            throw new ArgumentException("There is no percentile of no durations.", nameof(durations));
        }
    }

    /// <summary>The duration that a share of all, in percent, doesn't exceed.</summary>
    public TimeSpan At(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return _sorted[((_sorted.Length * percent) + 99) / 100 - 1];
    }
}
