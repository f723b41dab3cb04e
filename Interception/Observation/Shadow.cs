using Interception.Freshness;
using Interception.Refresh;
using Interception.Storage;

namespace Interception.Observation;

/// <summary>What a policy would have made of a method's calls: the cache played without answers, since each call tells what is right.</summary>
/// <remarks>
/// When a check is due, what it costs and what it teaches is decided by the code that decides it for a cached method. A check takes as long as the call that asks for
/// it did; what all methods share (Refresh, Memory) bounds nothing. Calls come in the order of their ends. Not thread-safe.
/// </remarks>
internal sealed class Shadow(MethodRules rules)
{
    private readonly MethodFreshness _freshness = new(new CheckSpending(maxPerSecond: null));

    public CheckMode Check => rules.Policy.Check;

    /// <summary>Calls that would have been answered from the cache at once.</summary>
    public long Hits { get; private set; }

    /// <summary>How many of those would have been stale.</summary>
    public long StaleHits { get; private set; }

    public long Waits { get; private set; }

    public long Misses { get; private set; }

    public long Checks { get; private set; }

    /// <summary>Plays a call.</summary>
    /// <param name="entry">What stands under its key; null for nothing.</param>
    /// <param name="call">The call.</param>
    /// <returns>What stands there then.</returns>
    public ShadowEntry? Play(ShadowEntry? entry, in SeenCall call)
    {
        long now = call.StartedAt;
        if (entry?.Check is { } ended && now >= ended.EndedAt)
        {
            entry = Conclude(entry, ended);
        }

        if (entry is not null && now < entry.StoredAt && !entry.IsSuccessor)
        {
            Misses++; // It waits for the run that has brought the entry.
            return entry;
        }

        if (entry is null || !IsLive(entry, now))
        {
            Misses++;
            Leave(entry, now);
            return call.IsStorable ? Plan(new ShadowEntry(call), now) : null;
        }

        bool isDue = now >= entry.NextCheckAt && entry.Check is null;
        if (isDue && now >= entry.WaitAt && _freshness.Costs.TrySpendWait(rules))
        {
            if (_freshness.Costs.TrySpend(rules, entry, now, isVerified: false))
            {
                Waits++;
                Checks++;
                entry.Tally.Waited();
                return Conclude(entry, call);
            }

            _freshness.Costs.RefundWait(rules);
        }

        Hits++;
        StaleHits += entry.Content == call.Content ? 0 : 1;
        if (entry.Tally.Hit() && !isDue && entry.Check is null)
        {
            Plan(entry, now);
        }

        if (isDue && now >= entry.NextCheckAt && _freshness.Costs.TrySpend(rules, entry, now, isVerified: false))
        {
            Checks++;
            entry.Check = call; // The method runs in the check as it does for the call: as long, and with the same result.
        }

        return entry;
    }

    /// <summary>Whether an entry is within its hard limit.</summary>
    public bool IsLive(ShadowEntry entry, long now) => now - entry.ProvenAt < rules.ExpiryTicks;

    /// <summary>Forgets an entry.</summary>
    public void Leave(ShadowEntry? entry, long now)
    {
        if (entry is not null)
        {
            _freshness.Leave(rules, entry, now);
        }
    }

    /// <summary>A check has found what the call has returned.</summary>
    private ShadowEntry? Conclude(ShadowEntry entry, in SeenCall call)
    {
        entry.Check = null;
        bool changed = entry.Content != call.Content;
        long since = entry.ProvenAt;
        _freshness.Learn(rules, entry, changed, since, call.StartedAt, askedByHit: true, isPaid: true);
        if (!changed)
        {
            entry.TryProve(new RunStamp(Math.Max(entry.Version + 1, call.EndedAt), 0, call.StartedAt), out _);
            return Plan(entry, call.StartedAt);
        }

        return call.IsStorable ? Plan(new ShadowEntry(call) { Evidence = entry.Evidence, IsSuccessor = true }, call.StartedAt) : null;
    }

    private ShadowEntry Plan(ShadowEntry entry, long now)
    {
        CheckPlan plan = _freshness.Plan(rules, entry, now);
        (entry.WaitAt, entry.NextCheckAt) = (plan.WaitAt, plan.CheckAt);
        return entry;
    }
}
