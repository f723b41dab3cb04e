namespace Interception.Freshness;

/// <summary>Lets through so many a second, and after a pause as many at once as come in a second.</summary>
/// <remarks>Not thread-safe. While a clock is behind where it has been, nothing comes in.</remarks>
internal sealed class RateLimit
{
    private readonly SpendingLimit _limit = new(first: 1);
    private long? _filledAt;

    /// <summary>Lets one through, unless there have been too many.</summary>
    /// <param name="perSecond">How many a second; null for any number.</param>
    /// <param name="now">The time, in clock ticks.</param>
    public bool TrySpend(double? perSecond, long now)
    {
        if (!CanSpend(perSecond, now))
        {
            return false;
        }

        if (perSecond is not null)
        {
            _limit.Spend();
        }

        return true;
    }

    /// <summary>Gives one back that came to nothing.</summary>
    public void Refund() => _limit.Add(1, most: double.PositiveInfinity);

    /// <summary>Whether <see cref="TrySpend"/> would let one through.</summary>
    public bool CanSpend(double? perSecond, long now)
    {
        if (perSecond is not { } rate)
        {
            return true;
        }

        _limit.Add(rate * Ticks.ToSeconds(now - (_filledAt ?? now)), most: Math.Max(1, rate));
        _filledAt = Math.Max(now, _filledAt ?? now); // Threads read the clock before they take their turn here.
        return _limit.CanSpend;
    }
}
