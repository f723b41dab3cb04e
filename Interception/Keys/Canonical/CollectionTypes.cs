using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Looks at the run-time types of collections: whether they are what was declared, and by what they compare.</summary>
internal static class CollectionTypes
{
    /// <summary>Refuses a class derived from the declared one. Behind an interface the items are all that counts.</summary>
    public static void RequireExact(Type declared, object value)
    {
        if (!declared.IsInterface && value.GetType() != declared)
        {
            throw new NotEncodableException(
                $"A '{TypeNames.Full(value.GetType())}' stands where a '{TypeNames.Full(declared)}' is declared.");
        }
    }

    /// <summary>
    /// Whether a set compares the way one made without a comparer does. A set that does not tell counts as custom.
    /// </summary>
    public static bool SetHasDefaultComparer<T>(object set) => set switch
    {
        HashSet<T> hash => IsDefault(hash.Comparer),
        SortedSet<T> sorted => IsDefault(sorted.Comparer),
        ImmutableHashSet<T> hash => IsDefault(hash.KeyComparer),
        ImmutableSortedSet<T> sorted => IsDefault(sorted.KeyComparer),
        FrozenSet<T> frozen => IsDefault(frozen.Comparer),
        _ => false,
    };

    /// <summary>
    /// Whether a map compares the way one made without a comparer does. A map that does not tell counts as custom.
    /// </summary>
    public static bool MapHasDefaultComparer<TKey, TValue>(object map)
        where TKey : notnull => map switch
        {
            Dictionary<TKey, TValue> hash => IsDefault(hash.Comparer),
            SortedDictionary<TKey, TValue> sorted => IsDefault(sorted.Comparer),
            SortedList<TKey, TValue> sorted => IsDefault(sorted.Comparer),
            ConcurrentDictionary<TKey, TValue> hash => IsDefault(hash.Comparer),
            ImmutableDictionary<TKey, TValue> hash => IsDefault(hash.KeyComparer) && IsDefault(hash.ValueComparer),
            ImmutableSortedDictionary<TKey, TValue> sorted => IsDefault(sorted.KeyComparer) && IsDefault(sorted.ValueComparer),
            FrozenDictionary<TKey, TValue> frozen => IsDefault(frozen.Comparer),
            _ => false,
        };

    // Ordinal decides equality as strings do by themselves; in a sorted collection it makes another order, so not there.
    private static bool IsDefault<T>(IEqualityComparer<T> comparer) =>
        ReferenceEquals(comparer, EqualityComparer<T>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal);

    private static bool IsDefault<T>(IComparer<T> comparer) => ReferenceEquals(comparer, Comparer<T>.Default);
}
