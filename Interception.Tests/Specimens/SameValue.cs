using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace Interception.Tests.Specimens;

/// <summary>Whether two results are the same, bit for bit, to whoever looks into them: by reflection, and by nothing of the library's own.</summary>
/// <remarks>Sets and dictionaries are compared without regard to order, all other sequences with it. Results behind an interface may be of another class.</remarks>
internal static class SameValue
{
    /// <summary>Finds where two values differ.</summary>
    /// <param name="declared">The type that the result has by its declaration.</param>
    /// <param name="expected">What the method returns.</param>
    /// <param name="served">What was served.</param>
    /// <returns>The path and the two values; null if they are the same.</returns>
    public static string? FindDifference(Type declared, object? expected, object? served) =>
        new Walk().Find(declared, "", expected, served);

    private sealed class Walk
    {
        private readonly HashSet<(object, object)> _seen = new(PairComparer.Instance);

        public string? Find(Type declared, string path, object? expected, object? served)
        {
            if (expected is null || served is null)
            {
                return expected is null && served is null ? null : Say(path, expected, served);
            }

            if (FindScalar(expected, served) is { } isSame)
            {
                return isSame ? null : Say(path, expected, served);
            }

            if (!expected.GetType().IsValueType && !_seen.Add((expected, served)))
            {
                return null; // A circle.
            }

            if (!declared.IsInterface && expected.GetType() != served.GetType())
            {
                return $"{path}: {expected.GetType()} is expected, {served.GetType()} was served";
            }

            return (expected, served) switch
            {
                (IDictionary map, IDictionary other) => FindInMap(path, map, other),
                (IEnumerable items, IEnumerable other) when IsSet(expected.GetType()) => FindInSet(path, items, other),
                (IEnumerable items, IEnumerable other) => FindInSequence(path, items, other),
                _ => FindInFields(path, expected, served),
            };
        }

        private static bool? FindScalar(object expected, object served) => (expected, served) switch
        {
            (double one, double other) => BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other),
            (float one, float other) => BitConverter.SingleToInt32Bits(one) == BitConverter.SingleToInt32Bits(other),
            (Half one, Half other) => BitConverter.HalfToInt16Bits(one) == BitConverter.HalfToInt16Bits(other),
            (decimal one, decimal other) => decimal.GetBits(one).SequenceEqual(decimal.GetBits(other)),
            (DateTime one, DateTime other) => one.Ticks == other.Ticks && one.Kind == other.Kind,
            (DateTimeOffset one, DateTimeOffset other) => one.EqualsExact(other),
            (string one, string other) => string.Equals(one, other, StringComparison.Ordinal),
            (JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && (one.ValueKind == JsonValueKind.Undefined || one.GetRawText() == other.GetRawText()),
            (Uri one, Uri other) => one.OriginalString == other.OriginalString && one.IsAbsoluteUri == other.IsAbsoluteUri,
            (Version or BigInteger or CultureInfo or DateOnly or TimeOnly or TimeSpan or Guid or Int128 or UInt128, _) => expected.Equals(served),
            _ when expected.GetType().IsPrimitive || expected.GetType().IsEnum => expected.Equals(served),
            _ => null,
        };

        private string? FindInMap(string path, IDictionary expected, IDictionary served)
        {
            if (expected.Count != served.Count)
            {
                return $"{path}: {expected.Count} pairs are expected, {served.Count} were served";
            }

            foreach (DictionaryEntry pair in expected)
            {
                object? key = served.Keys.Cast<object>().FirstOrDefault(other => Find(typeof(object), "", pair.Key, other) is null);
                if (key is null)
                {
                    return $"{path}: the key {pair.Key} is missing";
                }

                if (Find(typeof(object), $"{path}[{pair.Key}]", pair.Value, served[key]) is { } difference)
                {
                    return difference;
                }
            }

            return null;
        }

        private string? FindInSet(string path, IEnumerable expected, IEnumerable served)
        {
            List<object?> left = [.. served.Cast<object?>()];
            foreach (object? item in expected)
            {
                int index = left.FindIndex(other => Find(typeof(object), "", item, other) is null);
                if (index < 0)
                {
                    return $"{path}: {item} is missing";
                }

                left.RemoveAt(index);
            }

            return left.Count == 0 ? null : $"{path}: {left[0]} is one too many";
        }

        private string? FindInSequence(string path, IEnumerable expected, IEnumerable served)
        {
            object?[] items = [.. expected.Cast<object?>()], others = [.. served.Cast<object?>()];
            return items.Length != others.Length
                ? $"{path}: {items.Length} items are expected, {others.Length} were served"
                : items.Select((item, index) => Find(typeof(object), $"{path}[{index}]", item, others[index])).FirstOrDefault(difference => difference is not null);
        }

        private string? FindInFields(string path, object expected, object served)
        {
            for (Type? type = expected.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (Find(field.FieldType, $"{path}.{field.Name}", field.GetValue(expected), field.GetValue(served)) is { } difference)
                    {
                        return difference;
                    }
                }
            }

            return null;
        }

        private static bool IsSet(Type type) => type.GetInterfaces().Any(one =>
            one.IsGenericType && (one.GetGenericTypeDefinition() == typeof(ISet<>) || one.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)));

        private static string Say(string path, object? expected, object? served) => string.Create(
            CultureInfo.InvariantCulture, $"{path}: {expected ?? "null"} is expected, {served ?? "null"} was served");
    }

    /// <summary>Objects are what they are, whatever they call equal.</summary>
    private sealed class PairComparer : IEqualityComparer<(object, object)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((object, object) x, (object, object) y) => ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((object, object) obj) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Item2));
    }
}
