using Interception.Freshness;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>What one method's checks may still cost: CheckBudget by its hits, MaxChecksPerSecond by the clock; and how many callers may still wait for them.</summary>
/// <remarks>Not thread-safe: <see cref="CheckCosts"/> holds its lock.</remarks>
internal sealed class MethodSpending
{
    /// <summary>So many checks may be made ahead of the hits that pay for them.</summary>
    private const double CheckCredit = 20;

    /// <summary>So many callers may wait ahead of the hits that pay for them.</summary>
    private const double WaitCredit = 20;

    private readonly SpendingLimit _perHit = new(CheckCredit);
    private readonly RateLimit _perSecond = new();
    private readonly SpendingLimit _waits = new(WaitCredit);

    /// <summary>Whether a check of an entry, whose check is claimed, can be paid for.</summary>
    /// <param name="rules">The method's rules.</param>
    /// <param name="entry">The entry, whose hits so far are paid in.</param>
    /// <param name="now">The time.</param>
    /// <param name="isVerified">Whether the check is a sample, which no hits have to pay for.</param>
    public bool CanSpend(MethodRules rules, Entry entry, long now, bool isVerified)
    {
        Earn(rules, entry.Tally.CreditHits());
        return (isVerified || rules.Policy.Check != CheckMode.Adaptive || _perHit.CanSpend) && _perSecond.CanSpend(rules.Policy.MaxChecksPerSecond, now);
    }

    /// <summary>Pays for a check.</summary>
    public void Spend(MethodRules rules, long now, bool isVerified)
    {
        _perSecond.TrySpend(rules.Policy.MaxChecksPerSecond, now);
        if (rules.Policy.Check == CheckMode.Adaptive && !isVerified)
        {
            _perHit.Spend();
        }
    }

    /// <summary>Pays for a caller's wait, if it can be paid for. As a call it pays in itself, so that the budget is a share of all calls.</summary>
    public bool TrySpendWait(MethodRules rules)
    {
        if (!_waits.CanSpend)
        {
            return false;
        }

        _waits.Add(rules.Policy.WaitBudget - 1, WaitCredit);
        return true;
    }

    /// <summary>Gives a wait back that did not come about.</summary>
    public void RefundWait(MethodRules rules) => _waits.Add(1 - rules.Policy.WaitBudget, WaitCredit);

    /// <summary>Gives a check back that was not made after all.</summary>
    public void Refund(MethodRules rules, bool isVerified)
    {
        if (rules.Policy.MaxChecksPerSecond is not null)
        {
            _perSecond.Refund();
        }

        if (rules.Policy.Check == CheckMode.Adaptive && !isVerified)
        {
            _perHit.Add(1, CheckCredit);
        }
    }

    /// <summary>Pays hits in that have not been before.</summary>
    public void Earn(MethodRules rules, double hits)
    {
        if (rules.Policy.Check == CheckMode.Adaptive)
        {
            _perHit.Add(rules.Policy.CheckBudget * hits, CheckCredit);
            _waits.Add(rules.Policy.WaitBudget * hits, WaitCredit);
        }
    }
}
