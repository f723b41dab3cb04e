namespace Interception.Keys.Canonical;

/// <summary>Writes a map: the number of entries and the entries sorted by the encodings of their keys.</summary>
internal sealed class MapWriter<TMap, TKey, TValue>(CanonicalWriter<TKey> key, CanonicalWriter<TValue> item)
    : CanonicalWriter<TMap>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    public override void Write(CanonicalBuffer buffer, TMap value)
    {
        if (!buffer.WritePresence(value is not null))
        {
            return;
        }

        CollectionTypes.RequireExact(typeof(TMap), value!);
        buffer.SawCustomComparer |= !CollectionTypes.MapHasDefaultComparer<TKey, TValue>(value!);
        using var items = new UnorderedItems(buffer);
        foreach ((TKey eachKey, TValue eachItem) in value!)
        {
            // Encodings are prefix-free, so sorting whole entries sorts them by key.
            items.Begin();
            key.Write(buffer, eachKey);
            item.Write(buffer, eachItem);
        }

        items.Complete();
    }
}
