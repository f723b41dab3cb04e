using System.Collections;

namespace Interception.Tests.Storage.Shared;

/// <summary>Fills objects of emitted types with random content.</summary>
internal sealed class RandomValue(Random random)
{
    private const int MaxDepth = 2;

    public object? Of(Type type, int depth)
    {
        if ((depth > 0 && !type.IsValueType && random.Next(4) == 0)
            || (depth > MaxDepth && type.Namespace == "Shop" && type.IsClass))
        {
            return null;
        }

        return type switch
        {
            _ when type == typeof(int) => random.Next(-9, 99),
            _ when type == typeof(long) => random.NextInt64(),
            _ when type == typeof(int?) => random.Next(2) == 0 ? null : random.Next(9),
            _ when type == typeof(double?) => random.Next(2) == 0 ? null : random.NextDouble(),
            _ when type == typeof(decimal) => (decimal)random.NextDouble(),
            _ when type == typeof(DateTime) => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc),
            _ when type == typeof(string) => new string((char)random.Next('a', 'z'), random.Next(4)),
            _ when type == typeof(byte[]) => new byte[random.Next(4)],
            _ when type == typeof(HashSet<int>) => new HashSet<int>(Enumerable.Range(0, random.Next(4))),
            _ when type == typeof(Dictionary<string, int>) => new Dictionary<string, int> { ["a"] = random.Next() },
            _ when type.IsEnum => Enum.ToObject(type, random.Next(4)),
            _ when type.IsGenericType => ListOf(type, depth),
            _ => ObjectOf(type, depth),
        };
    }

    private IList ListOf(Type type, int depth)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        for (int i = depth > MaxDepth ? 0 : random.Next(3); i > 0; i--)
        {
            list.Add(Of(type.GetGenericArguments()[0], depth + 1));
        }

        return list;
    }

    private object ObjectOf(Type type, int depth)
    {
        object value = Activator.CreateInstance(type)!;
        foreach (System.Reflection.FieldInfo field in type.GetFields().Where(field => !field.IsStatic))
        {
            field.SetValue(value, Of(field.FieldType, depth + 1));
        }

        return value;
    }
}
