using Interception.Keys;
using Interception.Storage.Shared;

namespace Interception.Tests.Keys;

/// <summary>Uses the keys of one method without naming their type.</summary>
internal abstract class KeyProbe
{
    public abstract KeySchema Schema { get; }

    public static KeyProbe For(KeySchema schema) =>
        (KeyProbe)Activator.CreateInstance(typeof(KeyProbe<>).MakeGenericType(schema.KeyType), schema)!;

    /// <summary>Reads the key of a call and looks it up.</summary>
    public abstract bool Contains(object?[] arguments, params ReadOnlySpan<string> varyBy);

    /// <summary>Keeps the key of a call in the table.</summary>
    public abstract void Add(object?[] arguments, params ReadOnlySpan<string> varyBy);

    /// <summary>Rebuilds the arguments of the only key in the table.</summary>
    public abstract object?[] Rebuild(Span<string> varyBy);

    /// <summary>The canonical bytes of the key of a call.</summary>
    public abstract byte[] Bytes(object?[] arguments, params ReadOnlySpan<string> varyBy);

    /// <summary>The names of the entry of a call: by the key as it is read, and by the key that is kept.</summary>
    public abstract (EntryName Read, EntryName Kept) Names(
        EntryNames names, long generation, object?[] arguments, params ReadOnlySpan<string> varyBy);

    /// <summary>The hash code of the key of a call.</summary>
    public abstract int Hash(object?[] arguments);
}
