using Interception.Freshness;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>What the checks of one method may cost, and what they must be worth.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CheckCosts(CheckSpending spending)
{
    /// <summary>A check must prevent one stale answer, until something is known.</summary>
    private const double FirstPrice = 1;

    /// <summary>How long an entry is left alone that no budget was left for: so much of its age, and a second at least.</summary>
    private const double PausedShare = 0.05;

    private readonly Lock _gate = new();
    private readonly CheckPrice _price = new(FirstPrice);
    private readonly MethodSpending _spending = new();
    private long? _lastEnd;

    /// <summary>What a check must be worth, in stale answers that it prevents.</summary>
    public double Price => Math.Max(_price.Current, spending.Price);

    /// <summary>Spends one check on an entry whose check is claimed, if the budgets have one left; if not, the entry is left alone for a while.</summary>
    /// <param name="rules">The method's rules.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="now">The time.</param>
    /// <param name="isVerified">Whether the check is a sample, which no hits have to pay for.</param>
    public bool TrySpend(MethodRules rules, Entry entry, long now, bool isVerified)
    {
        if (rules.Policy.Check != CheckMode.Adaptive && rules.Policy.MaxChecksPerSecond is null && spending.IsUnlimited)
        {
            return true;
        }

        lock (_gate)
        {
            if (_spending.CanSpend(rules, entry, now, isVerified) && spending.TrySpend(now))
            {
                _spending.Spend(rules, now, isVerified);
                return true;
            }

            if (isVerified)
            {
                return false; // A sample is left out; the next check stays when it is.
            }

            if (rules.Policy.Check == CheckMode.Adaptive)
            {
                _price.Refuse();
            }
        }

        entry.PauseUntil(now + Math.Max(TimeSpan.TicksPerSecond, (long)(PausedShare * (now - entry.ProvenAt))));
        return false;
    }

    /// <summary>Whether one more caller may wait for a check; it is paid for then.</summary>
    public bool TrySpendWait(MethodRules rules)
    {
        if (rules.Policy.WaitBudget >= 1)
        {
            return true;
        }

        lock (_gate)
        {
            return _spending.TrySpendWait(rules);
        }
    }

    /// <summary>Gives a wait back that did not come about.</summary>
    public void RefundWait(MethodRules rules)
    {
        if (rules.Policy.WaitBudget < 1)
        {
            lock (_gate)
            {
                _spending.RefundWait(rules);
            }
        }
    }

    /// <summary>Gives a check back that was not made after all.</summary>
    public void Refund(MethodRules rules, bool isVerified)
    {
        lock (_gate)
        {
            _spending.Refund(rules, isVerified);
        }

        spending.Refund();
    }

    /// <summary>Takes into account that the method's answers change so many times as often as was believed.</summary>
    public void Rise(double factor)
    {
        lock (_gate)
        {
            _price.Rise(factor);
        }
    }

    /// <summary>Why the target can't be reached; null if it is, or there is none.</summary>
    public string? FindShortfall(MethodRules rules)
    {
        lock (_gate)
        {
            return Shortfall.Find(rules.Policy, _price, spending.Price);
        }
    }

    /// <summary>Takes answers into account that were served, and adjusts the price.</summary>
    /// <remarks>By what the model expected, and not by what was found: changes are too few, and each stands for too many answers, to steer by.</remarks>
    /// <param name="rules">The method's rules.</param>
    /// <param name="span">The answers.</param>
    /// <param name="calibration">What the expected number of stale ones is to be multiplied with.</param>
    /// <param name="newHits">How many of the hits have paid nothing yet.</param>
    /// <param name="hitRate">How often the answer is asked for, per second.</param>
    /// <param name="now">The time.</param>
    /// <param name="isLook">Whether the method was looked at.</param>
    /// <param name="isPaid">Whether that counts against the budgets.</param>
    public void Account(
        MethodRules rules, in AnswerSpan span, double calibration, double newHits, double hitRate, long now, bool isLook, bool isPaid)
    {
        lock (_gate)
        {
            bool isAdaptive = rules.Policy.Check == CheckMode.Adaptive;
            _spending.Earn(rules, newHits);
            double age = CheckValue.AgeWhen(Price, hitRate, span.ChangeRate);
            var window = new CheckWindow(
                span.Hits, span.ExpectedStale * calibration, span.Seconds, Ticks.ToSeconds(now - (_lastEnd ?? now)), isLook, isPaid,
                IsAtLeast: age <= rules.Policy.MinCheckInterval.TotalSeconds, IsAtMost: age >= rules.LongestCheckInterval.TotalSeconds);
            _lastEnd = Math.Max(now, _lastEnd ?? now);
            spending.Add(window, now);
            if (isAdaptive)
            {
                _price.Add(
                    window, rules.Policy.StaleTarget, rules.Policy.CheckBudget, rules.Policy.MaxChecksPerSecond ?? double.PositiveInfinity, CheckPrice.Least);
            }
        }
    }
}
