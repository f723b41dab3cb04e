using Interception.Freshness;

namespace Interception.Refresh;

/// <summary>Keeps the checks of all methods together within Refresh:MaxChecksPerSecond, and sees to it that they go where they are worth most.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CheckSpending(double? maxPerSecond)
{
    /// <summary>The price that all methods share sinks that low where the bound doesn't bind: then each method's own counts.</summary>
    private const double LeastPrice = 1e-4;

    private readonly Lock _gate = new();
    private readonly CheckPrice _price = new(LeastPrice);
    private readonly RateLimit _limit = new();
    private double? _maxPerSecond = maxPerSecond;
    private bool _isUnlimited = maxPerSecond is null;
    private long? _lastEnd;

    /// <summary>What a check must be worth for the sake of this bound.</summary>
    public double Price => IsUnlimited ? 0 : _price.Current;

    public bool IsUnlimited => Volatile.Read(ref _isUnlimited);

    public void Resize(double? maxPerSecond)
    {
        lock (_gate)
        {
            _maxPerSecond = maxPerSecond;
            _isUnlimited = maxPerSecond is null;
        }
    }

    /// <summary>Spends one check, if there is one to spend.</summary>
    public bool TrySpend(long now)
    {
        lock (_gate)
        {
            bool isSpent = _limit.TrySpend(_maxPerSecond, now);
            if (!isSpent)
            {
                _price.Refuse();
            }

            return isSpent;
        }
    }

    /// <summary>Gives a check back that was not made after all.</summary>
    public void Refund()
    {
        lock (_gate)
        {
            _limit.Refund();
        }
    }

    /// <summary>Takes into account what came of an answer's time since its last check.</summary>
    public void Add(in CheckWindow window, long now)
    {
        lock (_gate)
        {
            double seconds = Ticks.ToSeconds(now - (_lastEnd ?? now));
            _lastEnd = Math.Max(now, _lastEnd ?? now);
            _price.Add(
                window with { SecondsSinceOther = seconds, IsAtLeast = false }, target: null,
                perHit: double.PositiveInfinity, _maxPerSecond ?? double.PositiveInfinity, LeastPrice);
        }
    }
}
