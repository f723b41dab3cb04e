using System.Diagnostics.CodeAnalysis;
using Interception.Keys;
using Interception.Storage.Shared;

namespace Interception.Storage;

/// <summary>The answers of one method, by key. Keys are compared in full, so no collision can serve another call's answer.</summary>
internal abstract class MethodTable(KeySchema schema)
{
    public KeySchema Schema { get; } = schema;

    /// <summary>All entries at about this moment.</summary>
    public abstract IEnumerable<Entry> Entries { get; }

    /// <summary>Drops all answers and fences all runs that have begun.</summary>
    public abstract void Clear();

    /// <summary>Drops all answers, now and from now on: the method's keys or results have taken another shape.</summary>
    public abstract void Close();
}

/// <summary>A <see cref="MethodTable"/> whose keys have the method's own key type.</summary>
/// <remarks>Thread-safe, read without locks. What it holds is charged to the memory bound, which evicts from it.</remarks>
/// <param name="schema">How its keys are made.</param>
/// <param name="bound">What bounds it.</param>
/// <param name="shared">Its part of the shared store; null if there is none.</param>
internal sealed class MethodTable<TKey>(KeySchema schema, MemoryBound bound, SharedMethod? shared = null) : MethodTable(schema)
    where TKey : struct, IKey<TKey>
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<TKey, Slot> _slots = new();
    private volatile bool _closed;

    /// <summary>Told of each entry that has left the table, whatever the reason.</summary>
    public event Action<Entry>? Left;

    public override IEnumerable<Entry> Entries => _slots.Values.OfType<Entry>();

    public bool TryGet(TKey key, [NotNullWhen(true)] out Slot? slot) => _slots.TryGetValue(key, out slot);

    /// <summary>Puts a run in the place of nothing.</summary>
    public bool TryAdd(TKey key, Slot slot) => _slots.TryAdd(key, slot);

    /// <summary>Whether an entry is not too large for the memory bound as a whole.</summary>
    public bool CanHold(Entry entry) => bound.Fits(entry.ChargeBytes);

    /// <summary>Puts a slot in the place of another, if that one is still there.</summary>
    public bool TryReplace(TKey key, Slot expected, Slot replacement)
    {
        if (!_slots.TryUpdate(key, replacement, expected))
        {
            return false;
        }

        Release(expected);
        if (replacement is Entry entry)
        {
            shared?.Store.Index.Add(entry);
            bound.Add(entry);
            if (_closed)
            {
                TryRemove(key, entry);
            }
        }

        return true;
    }

    public bool TryRemove(TKey key, Slot expected)
    {
        bool removed = _slots.TryRemove(new KeyValuePair<TKey, Slot>(key, expected));
        if (removed)
        {
            Release(expected);
        }

        return removed;
    }

    /// <summary>Drops whatever stands under a key, a run in flight included.</summary>
    public void Invalidate(TKey key)
    {
        if (_slots.TryRemove(key, out Slot? slot))
        {
            Release(slot);
        }
    }

    public override void Clear()
    {
        // By key and not by pair: a run that becomes an entry between the two looks began before this call, too.
        foreach (KeyValuePair<TKey, Slot> pair in _slots)
        {
            Invalidate(pair.Key);
        }
    }

    public override void Close()
    {
        _closed = true;
        shared?.Close();
        Interlocked.MemoryBarrier(); // Whoever stores now sees that it is closed, or is seen by what follows.
        Clear();
    }

    public object?[] RebuildArguments(TKey key)
    {
        var arguments = new object?[Schema.ArgumentCount + Schema.IgnoredParameters.Count];
        key.Rebuild(Schema, arguments);
        return arguments;
    }

    private void Release(Slot slot)
    {
        if (slot is Entry entry)
        {
            shared?.Store.Index.Remove(entry);
            bound.Remove(entry);
            Left?.Invoke(entry);
        }
    }
}
