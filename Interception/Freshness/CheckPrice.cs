namespace Interception.Freshness;

/// <summary>
/// What a check must be worth before it is made, in stale answers that it prevents: the one number by which a method keeps to its share of stale answers and to its budgets.
/// </summary>
/// <remarks>
/// An integral controller on the logarithm of the price. It goes down while more answers are stale than wanted and up while fewer are, a little at each check and
/// no faster than the answers in circulation come round, so that it sees what it does before it does more. Where checks cost more than a budget allows it goes up,
/// whatever else: budgets win. Where nothing can be put off any longer the price stands still, and only what bounds the checks one by one holds the budget. Not thread-safe; <see cref="Current"/> may be read without a lock.
/// </remarks>
internal sealed class CheckPrice
{
    /// <summary>A check that prevents less than a hundredth of a stale answer is none that anybody asked for.</summary>
    public const double Least = 0.01;

    private const double Most = 1e4;

    /// <summary>How much of what is missing is made good while all answers come round once. The share goes with the square root of the price, so 1 would be half of it.</summary>
    private const double Gain = 1;

    /// <summary>No error counts for more than that.</summary>
    private const double LargestError = 2;

    /// <summary>The fewest and most checks that a round is taken for.</summary>
    private const double ShortestRound = 16, LongestRound = 5000;

    /// <summary>A check that was refused is asked for again soon: so much of one it counts.</summary>
    private const double RefusedWeight = 0.25;

    /// <summary>Which share of the intervals are nearly all.</summary>
    private const double Nearly = 0.9;

    /// <summary>A budget is aimed at a little below, for what it is compared with is an average.</summary>
    private const double Margin = 0.97;

    private double _current;
    private bool _isTargets;
    private double _hits, _staleHits, _checks, _refused, _seconds, _ages, _looks, _atLeast, _atMost;

    /// <param name="first">What it begins with.</param>
    public CheckPrice(double first) => _current = first;

    public double Current => Volatile.Read(ref _current);

    /// <summary>The share of stale answers lately.</summary>
    public double StaleShare => _hits > 0 ? _staleHits / _hits : 0;

    /// <summary>Checks asked for, refused ones too, per hit lately.</summary>
    public double ChecksPerHit => _hits > 0 ? (_checks + _refused) / _hits : 0;

    /// <summary>Checks asked for, refused ones too, per second lately.</summary>
    public double ChecksPerSecond => _seconds > 0 ? (_checks + _refused) / _seconds : 0;

    /// <summary>Takes into account that the answers change so many times as often as was believed, without waiting until their share of stale ones tells.</summary>
    /// <remarks>
    /// An answer that is asked for h times a second, changes L times and is checked every T seconds is stale for a share s = L T / 2 of its hits, and its check prevents
    /// h L T^2 / 2 = 2 h s^2 / L stale answers: at the same share, so many times fewer. Where a budget rules, the price is not the target's, and stays.
    /// </remarks>
    public void Rise(double factor)
    {
        if (_isTargets)
        {
            Volatile.Write(ref _current, Math.Clamp(_current / factor, Least, Most));
        }
    }

    /// <summary>Takes into account that a check was asked for and a budget refused it: the price is too low.</summary>
    public void Refuse() => _refused += RefusedWeight;

    /// <summary>Takes into account what came of an answer's time since its last check.</summary>
    /// <param name="window">What came of it.</param>
    /// <param name="target">The share of stale answers wanted; null for none, so that only budgets count.</param>
    /// <param name="perHit">Checks per hit at most.</param>
    /// <param name="perSecond">Checks per second at most.</param>
    /// <param name="least">The lowest price.</param>
    public void Add(in CheckWindow window, double? target, double perHit, double perSecond, double least)
    {
        if (!window.IsLook)
        {
            // An entry that has left says nothing about how fast the others come round.
            (_hits, _staleHits, _seconds) = (_hits + window.Hits, _staleHits + window.StaleHits, _seconds + window.SecondsSinceOther);
            return;
        }

        // Little's law: so many answers come round as there are checks in the time between two checks of one answer.
        double round = Math.Clamp(_seconds > 0 ? _ages / _seconds : 0, ShortestRound, LongestRound);
        double keep = 1 - (1 / round);
        _hits = (_hits * keep) + window.Hits;
        _staleHits = (_staleHits * keep) + window.StaleHits;
        _checks = (_checks * keep) + (window.IsPaid ? 1 : 0);
        _refused *= keep;
        _seconds = (_seconds * keep) + window.SecondsSinceOther;
        _ages = (_ages * keep) + window.AgeSeconds;

        double overBudget = Math.Max(Error(ChecksPerHit, Margin * perHit), Error(ChecksPerSecond, Margin * perSecond));
        double spare = Spare(target), error = Math.Max(overBudget, spare);
        _isTargets = target is not null && spare >= overBudget;

        _looks = (_looks * keep) + 1;
        _atLeast = (_atLeast * keep) + (window.IsAtLeast ? 1 : 0);
        _atMost = (_atMost * keep) + (window.IsAtMost ? 1 : 0);

        // Where nearly all intervals are bounded already, the price can't change them: it would run away. Where some are, it goes both ways alike.
        if ((error > 0 ? window.IsAtMost : window.IsAtLeast) && (error > 0 ? _atMost : _atLeast) > Nearly * _looks)
        {
            return;
        }

        Volatile.Write(ref _current, Math.Clamp(_current * Math.Exp(Gain * error / round), least, Most));
    }

    /// <summary>How far the share of stale answers is below the one wanted. By the shares, not by their logarithms: their mean is what is to be held.</summary>
    private double Spare(double? target) =>
        target is { } wanted && wanted > 0 ? Math.Clamp(1 - (StaleShare / wanted), -LargestError, LargestError) : -LargestError;

    private static double Error(double actual, double wanted) =>
        double.IsPositiveInfinity(wanted) || actual <= 0 ? -LargestError
        : wanted <= 0 ? LargestError
        : Math.Clamp(Math.Log(actual / wanted), -LargestError, LargestError);
}
