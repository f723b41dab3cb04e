using Interception.Freshness;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>Makes entries of a method's results, and results of its entries. What goes wrong here costs the caching of one answer.</summary>
/// <remarks>Never throws. Thread-safe.</remarks>
internal sealed class ResultKeeper<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    private AnswerFactory Answers => method.Lane.Answers;

    /// <summary>Makes an entry of a run's result, puts it in the run's place and says what the waiters get.</summary>
    /// <remarks>If the run's slot is gone the result is handed out but not stored.</remarks>
    public Outcome Settle(RunSlot slot, TKey key, string[] varyBy, object? result, RunStamp stamp, SharedMiss? shared)
    {
        long ticks = services.Clock.Exact - stamp.StartedAt;
        method.Lane.RunTimes.Add(ticks);
        method.Lane.Measures.Run(ticks);
        try
        {
            if (result is null && !method.Rules.Policy.CacheNull)
            {
                table.TryRemove(key, slot);
                shared?.Discard();
                return new Outcome(new Answer(null, Answers.Wrap(null), null, default), null, Ran: true);
            }

            Answer answer = Answers.Create(result);
            var entry = new Entry<TKey>(table, key, answer, varyBy, stamp, shared?.PlaceOf(contentVersion: 0));
            if (TryStore(slot, entry, shared, shared?.Evidence ?? Evidence.None))
            {
                shared?.Offer(entry);
            }
            else
            {
                shared?.Release();
            }

            return new Outcome(answer, result, Ran: true);
        }
        catch (Exception exception)
        {
            table.TryRemove(key, slot);
            shared?.Discard();
            LogNotCached(exception);
            return exception is NotEncodableException { IsTiedToItsScope: true }
                ? new Outcome(null, null, Ran: false) // The run's scope has ended: whoever asked gets one of his own.
                : new Outcome(null, result, Ran: true);
        }
    }

    /// <summary>Puts the answer of another node's run in this run's place.</summary>
    public Outcome Adopt(RunSlot slot, TKey key, string[] varyBy, StoredAnswer found, SharedMiss shared)
    {
        method.Lane.Freshness.Hear(found.Evidence);
        TryStore(slot, new Entry<TKey>(table, key, found.Answer, varyBy, found.Stamp, shared.PlaceOf(found.Version)), shared, found.Evidence);
        return new Outcome(found.Answer, null, Ran: false);
    }

    /// <summary>What a waiter gets of an entry: the shared result, or a copy of its own.</summary>
    /// <returns>False if no copy can be made of it; the entry has been dropped then.</returns>
    public bool TryValueOf(Entry entry, out object? value)
    {
        bool hasValue = TryValueOf(entry.Answer, out value);
        if (!hasValue)
        {
            entry.Remove();
        }

        return hasValue;
    }

    /// <summary>What a waiter gets of a run: the shared result, or a copy of its own.</summary>
    /// <returns>False if there is no answer, or no copy can be made of it.</returns>
    public bool TryValueOf(Outcome outcome, out object? value) => TryValueOf(outcome.Answer, out value);

    private bool TryValueOf(Answer? answer, out object? value)
    {
        value = null;
        try
        {
            value = answer is null ? null : Answers.ValueOf(answer);
            return answer is not null;
        }
        catch (Exception exception)
        {
            LogNotCached(exception);
            return false;
        }
    }

    /// <summary>What a hit returns where callers get copies.</summary>
    /// <returns>False if no copy can be made; the entry has been dropped then.</returns>
    public bool TryCopy(Entry entry, out object? answer)
    {
        try
        {
            answer = Answers.WrapCopy(entry.Answer);
            return true;
        }
        catch (Exception exception)
        {
            LogNotCached(exception);
            entry.Remove();
            answer = null;
            return false;
        }
    }

    /// <returns>Whether the entry was current when it was stored, or is only too large for this node's memory.</returns>
    private bool TryStore(RunSlot slot, Entry<TKey> entry, SharedMiss? shared, Evidence known)
    {
        Inherit(slot.Predecessor, entry);
        entry.Hear(known, entry.ProvenAt);
        method.Lane.Schedule(entry, services.Clock);
        bool fits = table.CanHold(entry);
        shared?.Stores(entry);
        bool isCurrent = fits ? table.TryReplace(entry.Key, slot, entry) : table.TryRemove(entry.Key, slot);
        if (!isCurrent)
        {
            return false;
        }

        method.Lane.Schedule(entry, services.Clock); // Again: a reload that came between has not seen the entry.
        shared?.DropIfOvertaken(entry);
        return true;
    }

    /// <summary>The run has told whether the answer that had expired was still right, like a check.</summary>
    private void Inherit(Entry? predecessor, Entry<TKey> entry)
    {
        if (predecessor is not null && entry.ProvenAt > predecessor.ProvenAt)
        {
            method.Lane.Learn(predecessor, entry.Answer.Digest != predecessor.Answer.Digest, predecessor.ProvenAt, entry.ProvenAt);
            entry.Inherit(predecessor);
        }
    }

    private void LogNotCached(Exception exception) =>
        method.Lane.NotCachedLog.Run(exception.GetType(), () => services.Logger.ResultNotCached(method.Plan.Name, NotEncodableException.ReasonOf(exception)));
}
