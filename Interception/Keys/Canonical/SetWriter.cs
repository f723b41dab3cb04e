namespace Interception.Keys.Canonical;

/// <summary>Writes a set: the number of items and the items sorted by their encodings.</summary>
internal sealed class SetWriter<TSet, TItem>(CanonicalWriter<TItem> item) : CanonicalWriter<TSet>
    where TSet : class, IEnumerable<TItem>
{
    public override void Write(CanonicalBuffer buffer, TSet value)
    {
        if (!buffer.WritePresence(value is not null))
        {
            return;
        }

        CollectionTypes.RequireExact(typeof(TSet), value!);
        buffer.SawCustomComparer |= !CollectionTypes.SetHasDefaultComparer<TItem>(value!);
        using var items = new UnorderedItems(buffer);
        foreach (TItem each in value!)
        {
            items.Begin();
            item.Write(buffer, each);
        }

        items.Complete();
    }
}
