using System.Collections.Concurrent;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Storage.Shared;

namespace Interception.Tests.Keys;

/// <summary>The probe for one type of key.</summary>
internal sealed class KeyProbe<TKey>(KeySchema schema) : KeyProbe
    where TKey : struct, IKey<TKey>
{
    private readonly ConcurrentDictionary<TKey, string> _table = new();

    public override KeySchema Schema => schema;

    public override bool Contains(object?[] arguments, params ReadOnlySpan<string> varyBy)
    {
        var source = new KeySource(arguments, schema, varyBy);
        return _table.TryGetValue(TKey.Read(ref source), out _);
    }

    public override void Add(object?[] arguments, params ReadOnlySpan<string> varyBy) =>
        _table[Read(arguments, varyBy).Keep(schema)] = "kept";

    public override object?[] Rebuild(Span<string> varyBy)
    {
        object?[] arguments = new object?[16];
        Array.Fill(arguments, "untouched");
        _table.Keys.Single().Rebuild(schema, arguments, varyBy);
        return arguments;
    }

    public override byte[] Bytes(object?[] arguments, params ReadOnlySpan<string> varyBy)
    {
        var buffer = new CanonicalBuffer();
        Read(arguments, varyBy).WriteTo(buffer);
        return buffer.Written.ToArray();
    }

    public override (EntryName Read, EntryName Kept) Names(
        EntryNames names, long generation, object?[] arguments, params ReadOnlySpan<string> varyBy)
    {
        TKey key = Read(arguments, varyBy);
        return (names.Create(key, generation), names.Create(key.Keep(schema), generation));
    }

    public override int Hash(object?[] arguments) => Read(arguments, []).GetHashCode();

    private TKey Read(object?[] arguments, ReadOnlySpan<string> varyBy)
    {
        var source = new KeySource(arguments, schema, varyBy);
        return TKey.Read(ref source);
    }
}
