using Interception.Keys;

namespace Interception.Storage;

/// <summary>An entry that knows its key and its table.</summary>
internal sealed class Entry<TKey>(
    MethodTable<TKey> table, TKey key, Answer answer, string[] varyBy, long version, long provenAt)
    : Entry(answer, varyBy, key.SizeBytes, version, provenAt)
    where TKey : struct, IKey<TKey>
{
    public TKey Key { get; } = key;

    public override bool IsStored => table.TryGet(Key, out Slot? slot) && ReferenceEquals(slot, this);

    public override object?[] RebuildArguments() => table.RebuildArguments(Key);

    public override Entry? TryReplace(Answer answer, long version, long provenAt, long nextCheckAt)
    {
        var newer = new Entry<TKey>(table, Key, answer, VaryBy, version, provenAt) { NextCheckAt = nextCheckAt };
        while (table.TryGet(Key, out Slot? slot) && slot is Entry<TKey> current)
        {
            if (!table.CanHold(newer))
            {
                table.TryRemove(Key, current);
                return null;
            }

            lock (current.Gate)
            {
                if (current.Version >= version)
                {
                    return null;
                }

                if (table.TryReplace(Key, current, newer))
                {
                    return newer;
                }
            }
        }

        return null;
    }

    public override void Remove() => table.TryRemove(Key, this);
}
