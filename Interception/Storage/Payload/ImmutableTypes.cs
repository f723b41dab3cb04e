using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Interception.Storage.Payload;

/// <summary>The framework's types that never change, and its collections that are as immutable as their items.</summary>
internal static class ImmutableTypes
{
    private static readonly FrozenSet<Type> Values = new[]
    {
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(nint), typeof(nuint), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(char),
        typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(string), typeof(DateTime),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri),
        typeof(Version),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> OneArgument = new[]
    {
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(FrozenSet<>),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> TwoArguments = new[]
    {
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenDictionary<,>),
    }.ToFrozenSet();

    /// <summary>Whether no value of exactly this type can change.</summary>
    public static bool IsValue(Type type) => type.IsEnum || Values.Contains(type);

    /// <summary>What an immutable collection hands out one by one; null for any other type.</summary>
    public static Type? ItemTypeOf(Type type)
    {
        // Frozen collections are internal classes below a public abstract one, which nobody else can derive from.
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (!level.IsConstructedGenericType)
            {
                continue;
            }

            Type definition = level.GetGenericTypeDefinition();
            if (OneArgument.Contains(definition))
            {
                return level.GetGenericArguments()[0];
            }

            if (TwoArguments.Contains(definition))
            {
                return typeof(KeyValuePair<,>).MakeGenericType(level.GetGenericArguments());
            }
        }

        return null;
    }

    /// <summary>Whether the value is the default <see cref="ImmutableArray{T}"/>, which can't be enumerated.</summary>
    public static bool IsUninitializedArray(object value)
    {
        Type type = value.GetType();
        return type.IsConstructedGenericType
            && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && value.Equals(RuntimeHelpers.GetUninitializedObject(type));
    }
}
