using System.Runtime.InteropServices;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Writes a list or the like: the number of items and the items in their order.</summary>
/// <remarks>
/// A lazy sequence is refused: reading it may run a query, and reading it again another one. So is a class derived from
/// the declared one, whose own state would be lost.
/// </remarks>
internal sealed class SequenceWriter<TSequence, TItem>(CanonicalWriter<TItem> item) : CanonicalWriter<TSequence>
    where TSequence : class, IEnumerable<TItem>
{
    public override void Write(CanonicalBuffer buffer, TSequence value)
    {
        if (!buffer.WritePresence(value is not null))
        {
            return;
        }

        CollectionTypes.RequireExact(typeof(TSequence), value!);
        if (value is List<TItem> list && list.GetType() == typeof(List<TItem>))
        {
            buffer.WriteBits(list.Count);
            item.WriteAll(buffer, CollectionsMarshal.AsSpan(list));
            return;
        }

        WriteItems(buffer, value!);
    }

    private void WriteItems(CanonicalBuffer buffer, TSequence value)
    {
        int expected = CountOf(value);
        int written = 0;
        buffer.WriteBits(expected);
        foreach (TItem each in value)
        {
            item.Write(buffer, each);
            written++;
        }

        if (written != expected)
        {
            throw new NotEncodableException($"A '{TypeNames.Full(value.GetType())}' changed while it was read.");
        }
    }

    private static int CountOf(TSequence value) => value switch
    {
        ICollection<TItem> collection => collection.Count,
        IReadOnlyCollection<TItem> collection => collection.Count,
        _ => throw new NotEncodableException(
            $"A '{TypeNames.Full(value.GetType())}' is lazy: "
            + "pass a list or an array instead of a sequence that is yet to be produced."),
    };
}
