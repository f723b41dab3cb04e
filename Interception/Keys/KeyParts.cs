using System.Collections.Frozen;
using Interception.Keys.Parts;

namespace Interception.Keys;

/// <summary>Chooses the part for each parameter type, and composes parts to a key.</summary>
internal static class KeyParts
{
    // Their bits are their value, without padding. (DateTime's include its Kind, decimal's its scale.)
    private static readonly FrozenSet<Type> Bits = new[]
    {
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(nint), typeof(nuint), typeof(Int128), typeof(UInt128), typeof(char), typeof(Half),
        typeof(float), typeof(double), typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Guid),
    }.ToFrozenSet();

    /// <summary>The type of the part for a parameter type.</summary>
    public static Type For(Type type)
    {
        if (Bits.Contains(type) || type.IsEnum)
        {
            return typeof(ScalarPart<>).MakeGenericType(type);
        }

        if (type == typeof(string))
        {
            return typeof(StringPart);
        }

        if (type == typeof(DateTimeOffset))
        {
            return typeof(DateTimeOffsetPart);
        }

        return Nullable.GetUnderlyingType(type) is { } underlying && For(underlying) is var inner && inner != typeof(EncodedPart)
            ? typeof(NullablePart<>).MakeGenericType(inner)
            : typeof(EncodedPart);
    }

    /// <summary>Closes the type of a key: the arguments' parts, then the VaryBy values.</summary>
    public static Type Close(IReadOnlyList<Type> arguments, int varyByCount)
    {
        Type key = typeof(EmptyKey);
        IEnumerable<Type> parts = arguments.Concat(Enumerable.Repeat(typeof(VaryByPart), varyByCount));
        foreach (Type part in parts.Reverse())
        {
            key = typeof(KeyPair<,>).MakeGenericType(part, key);
        }

        return key;
    }
}
