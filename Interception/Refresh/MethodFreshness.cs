using Interception.Freshness;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>What the checks of one method have told, and when its next ones are due.</summary>
/// <remarks>
/// Thread-safe. Planning takes no lock; learning does, once a check. All of it is about this process: what other nodes' checks found comes in as if
/// found here, but takes no part in what a budget is held against.
/// </remarks>
internal sealed class MethodFreshness(CheckSpending spending)
{
    private readonly Lock _gate = new();
    private readonly RatePool _pool = new();
    private readonly StaleEstimate _estimate = new();
    private readonly Calibration _calibration = new();

    // When the rates of all answers were last seen to have risen.
    private long _risenAt = long.MinValue;

    /// <summary>What checks may cost, and must be worth.</summary>
    public CheckCosts Costs { get; } = new(spending);

    /// <summary>When the next check of an entry is due, by what is known of it now.</summary>
    public CheckPlan Plan(MethodRules rules, Entry entry, long now)
    {
        CheckHistory history = HistoryOf(entry, now);
        entry.PlannedChangeRate = history.ChangeRate;
        return rules.Freshness.Plan(history);
    }

    /// <summary>How old a proof must be before another run is worth it.</summary>
    public TimeSpan ProofInterval(MethodRules rules, Entry entry, long now) => rules.Freshness.ProofInterval(HistoryOf(entry, now));

    /// <summary>What a check of an entry is worth now, in stale answers that it prevents.</summary>
    public double WorthOf(Entry entry, long now) => WorthOf(entry, ChangeRateOf(entry), now);

    /// <summary>The same, by how often the answer was expected to change when its check was planned.</summary>
    /// <remarks>For callers that are being served: to estimate that anew was most of what it took to ask for a check (200 of 250 ns, in a loop of 500 warm keys; DueCheckBenchmarks has what is left).</remarks>
    public double PlannedWorthOf(Entry entry, long now) => WorthOf(entry, entry.PlannedChangeRate, now);

    /// <summary>How often the method's answers are asked for, per second.</summary>
    public double HitRate => _pool.HitRate;

    /// <summary>How often an entry's answer is expected to change, per second.</summary>
    public double ChangeRateOf(Entry entry) => entry.Evidence.ChangeRate(_pool.ChangeRate);

    /// <summary>How often it is expected to be asked for on all nodes, per second.</summary>
    public double HitRateOf(Entry entry, long now) =>
        entry.Evidence.HitRate(_pool.HitRate, (entry.Tally.Hits + entry.Tally.Waits) / entry.HitShare, Ticks.ToSeconds(now - entry.ProvenAt));

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
            // What other nodes have told of the time until their last look is in the evidence already.
            double untold = Math.Max(0, Ticks.ToSeconds(until - Math.Max(since, entry.HeardUntil)));
            double hitRate = entry.Evidence.HitRate(_pool.HitRate, uses, untold);
            entry.Evidence = entry.Evidence.Add(untold, changed, uses, _pool.ChangeRate);
            double rise = _pool.Add(untold, changed, uses, changeRate, isSinceRise: since >= _risenAt);
            if (rise > 1)
            {
                _risenAt = until;
                Costs.Rise(rise);
            }

            _calibration.Add(span, changed);
            _estimate.AddSeen(span, changed);
            Costs.Account(rules, span, _calibration.Factor, hits - credited, hitRate, until, isLook: true, isPaid);
        }
    }

    /// <summary>Takes over what other nodes' checks have told of an answer that was read from the store, for what is expected of others.</summary>
    public void Hear(Evidence evidence)
    {
        if (!ReferenceEquals(evidence, Evidence.None))
        {
            lock (_gate)
            {
                _pool.Hear(evidence);
            }
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
                Costs.Account(rules, span, _calibration.Factor, span.Hits - credited, hitRate, now, isLook: false, isPaid: false);
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

    private double WorthOf(Entry entry, double changeRate, long now) =>
        CheckValue.At(HitRateOf(entry, now), changeRate, Ticks.ToSeconds(now - entry.ProvenAt));

    private CheckHistory HistoryOf(Entry entry, long now) =>
        new(entry.ProvenAt, entry.CheckedAt, entry.PausedUntil, entry.Failures, ChangeRateOf(entry), HitRateOf(entry, now), Costs.Price);

    /// <summary>The answers since the last look, about which nobody has told anything yet.</summary>
    /// <remarks>An answer that is no longer asked for has got no older for anybody: its hits are taken to have come as fast as they usually do.</remarks>
    private AnswerSpan SpanOf(Entry entry, long now)
    {
        double hits = entry.Tally.Hits;
        double seconds = Math.Min(Ticks.ToSeconds(now - entry.ProvenAt), (hits + 1) / (entry.Evidence.HitRate(_pool.HitRate, hits: 0, seconds: 0) * entry.HitShare));
        return new AnswerSpan(hits, AskedByLast: false, ChangeRateOf(entry), seconds, double.PositiveInfinity);
    }
}
