using Interception.Freshness;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>What the checks of one method have told, and what its next ones must be worth.</summary>
/// <remarks>
/// Thread-safe. Planning takes no lock; learning does, once a check. All of it is about this process: what other nodes' checks found comes in as if
/// found here, but takes no part in what a budget is held against.
/// </remarks>
internal sealed class MethodFreshness(CheckSpending spending)
{
    /// <summary>A check must prevent one stale answer, until something is known.</summary>
    private const double FirstPrice = 1;

    /// <summary>How long an entry is left alone that no budget was left for: so much of its age, and a second at least.</summary>
    private const double PausedShare = 0.05;

    private readonly Lock _gate = new();
    private readonly RatePool _pool = new();
    private readonly CheckPrice _price = new(FirstPrice);
    private readonly StaleEstimate _estimate = new();
    private readonly Calibration _calibration = new();
    private readonly MethodSpending _spending = new();
    private long? _lastEnd;

    /// <summary>What a check must be worth, in stale answers that it prevents.</summary>
    public double Price => Math.Max(_price.Current, spending.Price);

    /// <summary>When the next check of an entry is due, by what is known of it now.</summary>
    public CheckPlan Plan(MethodRules rules, Entry entry, long now) => rules.Freshness.Plan(HistoryOf(entry, now));

    /// <summary>How old a proof must be before another run is worth it.</summary>
    public TimeSpan ProofInterval(MethodRules rules, Entry entry, long now) => rules.Freshness.ProofInterval(HistoryOf(entry, now));

    /// <summary>What a check of an entry is worth now, in stale answers that it prevents.</summary>
    public double WorthOf(Entry entry, long now)
    {
        CheckHistory history = HistoryOf(entry, now);
        return CheckValue.At(history.HitRate, history.ChangeRate, Ticks.ToSeconds(now - history.ProvenAt));
    }

    /// <summary>How often an entry's answer is expected to change, per second.</summary>
    public double ChangeRateOf(Entry entry) => entry.Evidence.ChangeRate(_pool.ChangeRate);

    /// <summary>How often it is expected to be asked for, per second.</summary>
    public double HitRateOf(Entry entry, long now) =>
        entry.Evidence.HitRate(_pool.HitRate, entry.Tally.Hits + entry.Tally.Waits, Ticks.ToSeconds(now - entry.ProvenAt));

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

    /// <summary>Gives a check back that was not made after all.</summary>
    public void Refund(MethodRules rules, bool isVerified)
    {
        lock (_gate)
        {
            _spending.Refund(rules, isVerified);
        }

        spending.Refund();
    }

    /// <summary>Learns from a look at the method that an entry was right, or that it was not.</summary>
    /// <param name="rules">The method's rules.</param>
    /// <param name="entry">The entry; its hits are taken from it.</param>
    /// <param name="changed">What was found.</param>
    /// <param name="since">When it was last known to be right.</param>
    /// <param name="until">When the look began.</param>
    /// <param name="askedByHit">Whether a hit had asked for it.</param>
    /// <param name="isPaid">Whether it counts against the budgets.</param>
    public void Learn(MethodRules rules, Entry entry, bool changed, long since, long until, bool askedByHit, bool isPaid)
    {
        double changeRate = ChangeRateOf(entry);
        double due = entry.NextCheckAt > since ? Ticks.ToSeconds(entry.NextCheckAt - since) : double.PositiveInfinity;
        double waits = entry.Tally.TakeWaits(), hits = entry.Tally.TakeHits(out double credited);
        double uses = hits + waits + entry.Tally.TakeRemembered();
        var span = new AnswerSpan(hits, AskedByLast: askedByHit && waits == 0, changeRate, Ticks.ToSeconds(until - since), due);
        lock (_gate)
        {
            double hitRate = entry.Evidence.HitRate(_pool.HitRate, uses, span.Seconds);
            entry.Evidence = entry.Evidence.Add(span.Seconds, changed, uses, _pool.ChangeRate);
            _pool.Add(span.Seconds, changed ? ChangeModel.ChangesGivenChange(changeRate * span.Seconds) : 0, uses);
            _calibration.Add(span, changed);
            _estimate.AddSeen(span, changed);
            Account(rules, span, hits - credited, hitRate, until, isLook: true, isPaid);
        }
    }

    /// <summary>Takes into account the hits of an entry that has left its table, about which no check will tell any more.</summary>
    public void Leave(MethodRules rules, Entry entry, long now)
    {
        double hitRate = HitRateOf(entry, now);
        AnswerSpan span = SpanOf(entry, now) with { Hits = entry.Tally.TakeHits(out double credited) };
        entry.Tally.Remember(span.Hits);
        if (span.Hits > 0)
        {
            lock (_gate)
            {
                _estimate.AddUnseen(span);
                Account(rules, span, span.Hits - credited, hitRate, now, isLook: false, isPaid: false);
            }
        }
    }

    /// <summary>How many answers have been served so far, and how many of them are reckoned to have been stale.</summary>
    /// <param name="entries">The method's entries; what they have served since their last checks is reckoned in.</param>
    /// <param name="now">The time.</param>
    public StaleReckoning Reckon(IEnumerable<Entry> entries, long now)
    {
        double openHits = 0, openStaleHits = 0;
        foreach (Entry entry in entries)
        {
            AnswerSpan open = SpanOf(entry, now);
            openHits += open.Hits;
            openStaleHits += open.ExpectedStale;
        }

        lock (_gate)
        {
            return new StaleReckoning(_estimate.Hits + openHits, _estimate.StaleHits + openStaleHits, _estimate.Error);
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

    private CheckHistory HistoryOf(Entry entry, long now) =>
        new(entry.ProvenAt, entry.CheckedAt, now, entry.Failures, ChangeRateOf(entry), HitRateOf(entry, now), Price);

    /// <summary>The answers since the last look, about which nobody has told anything yet.</summary>
    /// <remarks>An answer that is no longer asked for has got no older for anybody: its hits are taken to have come as fast as they usually do.</remarks>
    private AnswerSpan SpanOf(Entry entry, long now)
    {
        double hits = entry.Tally.Hits;
        double seconds = Math.Min(Ticks.ToSeconds(now - entry.ProvenAt), (hits + 1) / entry.Evidence.HitRate(_pool.HitRate, hits: 0, seconds: 0));
        return new AnswerSpan(hits, AskedByLast: false, ChangeRateOf(entry), seconds, double.PositiveInfinity);
    }

    /// <summary>Adjusts the price.</summary>
    /// <remarks>By what the model expected, and not by what was found: changes are too few, and each stands for too many answers, to steer by.</remarks>
    private void Account(MethodRules rules, in AnswerSpan span, double newHits, double hitRate, long now, bool isLook, bool isPaid)
    {
        bool isAdaptive = rules.Policy.Check == CheckMode.Adaptive;
        _spending.Earn(rules, newHits);
        double age = CheckValue.AgeWhen(Price, hitRate, span.ChangeRate);
        var window = new CheckWindow(
            span.Hits, span.ExpectedStale * _calibration.Factor, span.Seconds, Ticks.ToSeconds(now - (_lastEnd ?? now)), isLook, isPaid,
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
