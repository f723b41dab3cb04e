using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Interception.Keys.Types;

/// <summary>
/// The types of the framework that the cache knows how to take apart, and how it tells the framework from user code.
/// </summary>
internal static class KnownTypes
{
    private static readonly FrozenSet<Type> Scalars = new[]
    {
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(nint), typeof(nuint), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(char),
        typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(string), typeof(DateTime),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri),
        typeof(Version), typeof(byte[]), typeof(JsonElement),
    }.ToFrozenSet();

    private static readonly FrozenDictionary<Type, ShapeKind> Collections = new Dictionary<Type, ShapeKind>
    {
        [typeof(List<>)] = ShapeKind.Sequence,
        [typeof(IList<>)] = ShapeKind.Sequence,
        [typeof(ICollection<>)] = ShapeKind.Sequence,
        [typeof(IReadOnlyList<>)] = ShapeKind.Sequence,
        [typeof(IReadOnlyCollection<>)] = ShapeKind.Sequence,
        [typeof(IEnumerable<>)] = ShapeKind.Sequence,
        [typeof(Collection<>)] = ShapeKind.Sequence,
        [typeof(ObservableCollection<>)] = ShapeKind.Sequence,
        [typeof(LinkedList<>)] = ShapeKind.Sequence,
        [typeof(Queue<>)] = ShapeKind.Sequence,
        [typeof(ImmutableArray<>)] = ShapeKind.Sequence,
        [typeof(ImmutableList<>)] = ShapeKind.Sequence,
        [typeof(HashSet<>)] = ShapeKind.Set,
        [typeof(SortedSet<>)] = ShapeKind.Set,
        [typeof(ISet<>)] = ShapeKind.Set,
        [typeof(IReadOnlySet<>)] = ShapeKind.Set,
        [typeof(ImmutableHashSet<>)] = ShapeKind.Set,
        [typeof(ImmutableSortedSet<>)] = ShapeKind.Set,
        [typeof(Dictionary<,>)] = ShapeKind.Map,
        [typeof(SortedDictionary<,>)] = ShapeKind.Map,
        [typeof(ConcurrentDictionary<,>)] = ShapeKind.Map,
        [typeof(IDictionary<,>)] = ShapeKind.Map,
        [typeof(IReadOnlyDictionary<,>)] = ShapeKind.Map,
        [typeof(ImmutableDictionary<,>)] = ShapeKind.Map,
        [typeof(ImmutableSortedDictionary<,>)] = ShapeKind.Map,
    }.ToFrozenDictionary();

    /// <summary>
    /// The kind of a type whose kind does not depend on its members; <see langword="null"/> for everything else.
    /// </summary>
    public static ShapeKind? KindOf(Type type)
    {
        if (Scalars.Contains(type) || type.IsEnum)
        {
            return ShapeKind.Scalar;
        }

        if (type.IsSZArray)
        {
            return ShapeKind.Sequence;
        }

        if (!type.IsConstructedGenericType)
        {
            return null;
        }

        Type definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Nullable<>))
        {
            return ShapeKind.Nullable;
        }

        return Collections.TryGetValue(definition, out ShapeKind kind) ? kind : null;
    }

    /// <summary>Whether the type is a tuple or a KeyValuePair: a framework type that is nothing but its fields.</summary>
    public static bool IsPlainPair(Type type) =>
        type.Assembly == typeof(object).Assembly
        && (typeof(ITuple).IsAssignableFrom(type)
            || (type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)));

    /// <summary>Whether the type comes with the framework and not from user code.</summary>
    public static bool IsFramework(Type type)
    {
        string assembly = type.Assembly.GetName().Name ?? string.Empty;
        return assembly is "System" or "mscorlib" or "netstandard"
            || assembly.StartsWith("System.", StringComparison.Ordinal)
            || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);
    }
}
