using System.Runtime.CompilerServices;
using Interception.Keys;
using Interception.Storage.Shared;

namespace Interception.Storage;

/// <summary>An entry that knows its key and its table.</summary>
internal sealed class Entry<TKey>(
    MethodTable<TKey> table, TKey key, Answer answer, string[] varyBy, RunStamp stamp, SharedPlace? shared = null)
    : Entry(answer, varyBy, key.SizeBytes, stamp, shared)
    where TKey : struct, IKey<TKey>
{
    public TKey Key { get; } = key;

    public override int KeyHash => HashCode.Combine(RuntimeHelpers.GetHashCode(table), Key);

    public override Entry? Current => table.TryGet(Key, out Slot? slot) ? slot as Entry : null;

    public override object?[] RebuildArguments() => table.RebuildArguments(Key);

    public override Entry? TryReplace(Answer answer, RunStamp stamp, IEntrySchedule schedule, long contentVersion = 0)
    {
        var newer = new Entry<TKey>(table, Key, answer, VaryBy, stamp, Shared?.WithContent(contentVersion));
        schedule.Succeed(this, newer);
        while (table.TryGet(Key, out Slot? slot) && slot is Entry<TKey> current)
        {
            lock (current)
            {
                if (current.Version >= stamp.Version)
                {
                    return null;
                }

                if (table.CanHold(newer) ? table.TryReplace(Key, current, newer) : table.TryRemove(Key, current))
                {
                    return newer;
                }
            }
        }

        return null;
    }

    public override void Remove() => table.TryRemove(Key, this);
}
