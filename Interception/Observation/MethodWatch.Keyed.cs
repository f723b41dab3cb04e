using Interception.Configuration;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Observation;

/// <summary>A <see cref="MethodWatch"/> whose keys have the method's own key type.</summary>
internal sealed class MethodWatch<TKey> : MethodWatch
    where TKey : struct, IKey<TKey>
{
    private readonly MethodPlan _plan;
    private readonly KeyReader<TKey> _keys;
    private readonly IReadOnlyList<IVaryBy> _candidates;
    private readonly CallRecorder _recorder;
    private readonly CacheClock _clock;

    /// <summary>Begins to watch.</summary>
    /// <param name="services">Clock and log.</param>
    /// <param name="plan">The method.</param>
    /// <param name="answers">Compares its results.</param>
    /// <param name="schema">Its keys.</param>
    /// <param name="policy">The settings that it would be cached with.</param>
    /// <param name="candidates">What the key could hold besides.</param>
    public MethodWatch(
        CacheServices services, MethodPlan plan, AnswerFactory answers, KeySchema schema, MethodPolicy policy, IReadOnlyList<IVaryBy> candidates)
    {
        (_plan, _candidates, _clock) = (plan, candidates, services.Clock);
        _keys = new KeyReader<TKey>(plan, schema, services);
        Study = new MethodStudy(plan.Name, policy, candidates.Select(one => one.Name), services.Clock.Exact);
        _recorder = new CallRecorder(plan.Shape, answers, policy.CacheNull, Study, services.Clock);
    }

    public MethodStudy Study { get; }

    public override WatchedCall? Begin(object?[] arguments, Caller caller)
    {
        if (!_keys.TryRead(arguments, caller, out TKey key, out _))
        {
            Study.AddUnread();
            return null;
        }

        try
        {
            return new WatchedCall(_recorder, ContentDigest.Of(key).Hash, key.SizeBytes, ReadCandidates(caller), _clock.Exact);
        }
        catch (Exception)
        {
            Study.AddUnread(); // An argument that another thread changes, say.
            return null;
        }
    }

    public override MethodObservation Report() => Study.Report(_clock.Exact);

    private int[] ReadCandidates(Caller caller)
    {
        int[] values = new int[_candidates.Count];
        for (int i = 0; i < values.Length; i++)
        {
            try
            {
                values[i] = _candidates[i].GetValue(caller.Services)?.GetHashCode(StringComparison.Ordinal) ?? 0;
            }
            catch (Exception)
            {
                values[i] = 0; // It has no value where it can't be read; the method does not ask for it.
            }
        }

        return values;
    }
}
