using Interception.Configuration;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;

namespace Interception.Lookup;

/// <summary>One cached method: its answers, and the way of a call through them.</summary>
/// <remarks>
/// Fixed are the shapes of its keys and results; a reload that changes those makes another object. Everything else is
/// in <see cref="Rules"/>. Thread-safe.
/// </remarks>
internal abstract class CachedMethod
{
    private double _holdoutShare;

    protected CachedMethod(CacheServices services, MethodRules rules) => (Services, _holdoutShare) = (services, rules.Policy.HoldoutShare);

    public abstract MethodPlan Plan { get; }

    public abstract CheckLane Lane { get; }

    public abstract MethodTable Table { get; }

    /// <summary>The method's part of the shared store; null if it lives in this process alone.</summary>
    public abstract SharedMethod? Shared { get; }

    public MethodRules Rules => Lane.Rules;

    protected CacheServices Services { get; }

    /// <summary>Whether some calls are taken for the comparison of cached and uncached calls, so that each has to ask.</summary>
    public bool IsTimed => _holdoutShare > 0;

    /// <summary>Takes a call for the comparison of cached and uncached calls, if there is one and chance has it.</summary>
    /// <remarks>Calls from inside a run are left alone: their times are part of others, and a check must see what checks see.</remarks>
    public TimedCall? Time()
    {
        if (!IsTimed || RunFlow.Current is not null || HoldoutTrial.Draw(_holdoutShare) is not { } isUncached)
        {
            return null;
        }

        if (isUncached)
        {
            Lane.Measures.HoldOut();
        }

        return new TimedCall(Lane.Holdout, Plan.Shape, Services.Clock, isUncached);
    }

    /// <summary>Answers a call: from the cache, or from a run of the method that is cached then.</summary>
    /// <param name="arguments">The call's arguments; never changed, and not kept unless a parameter outside the key has no substitute.</param>
    /// <param name="caller">The scope that calls.</param>
    /// <param name="answer">What the method returns, in its own return type.</param>
    /// <returns>False if the call must go to the method itself, uncached.</returns>
    /// <exception cref="Exception">The method's own, from a synchronous run.</exception>
    public abstract bool TryAnswer(object?[] arguments, Caller caller, out object? answer);

    /// <summary>Makes what a typed front asks for keys like this method's; nothing is behind it yet.</summary>
    public abstract MethodFront NewFront();

    /// <summary>Drops the answer to one call, on all nodes, and fences the run in flight for it.</summary>
    public abstract ValueTask InvalidateAsync(object?[] arguments, string[] varyBy);

    /// <summary>What a call would be served, from the shared store if not from memory; null if nothing.</summary>
    public abstract ValueTask<PeekedAnswer?> PeekAsync(object?[] arguments, string[] varyBy);

    /// <summary>What is known of a call's answer.</summary>
    public abstract ValueTask<ExplainedAnswer> ExplainAsync(object?[] arguments, string[] varyBy);

    /// <summary>Runs the method for a call now and caches the result.</summary>
    public abstract Task<RefreshResult> RefreshAsync(object?[] arguments, string[] varyBy);

    /// <summary>Takes a policy that keeps keys and results as they are; live entries follow it at once.</summary>
    public void Follow(MethodPolicy policy)
    {
        Lane.Rules = new MethodRules(policy);
        _holdoutShare = policy.HoldoutShare;
        Interlocked.MemoryBarrier(); // Whoever stores an entry now sees the new rules, or is seen by what follows.
        foreach (Entry entry in Table.Entries)
        {
            Lane.Schedule(entry, Services.Clock);
        }
    }
}
