using System.Reflection;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;

namespace Interception.Benchmarks.Subjects;

/// <summary>Reads the key of a call and hashes it, as a lookup does.</summary>
internal abstract class KeyHasher
{
    public abstract int Hash(object?[] arguments);

    /// <summary>The hasher for the keys of a method of <see cref="IKeyed"/>.</summary>
    public static KeyHasher For(string method)
    {
        var shapes = new TypeShapes();
        var codecs = new PayloadCodecs(shapes, PayloadUse.Arguments);
        KeySchema schema = KeySchema.TryCreate(
            typeof(IKeyed).GetMethod(method, BindingFlags.Public | BindingFlags.Instance)!, [], 0, shapes,
            new CanonicalWriters(shapes, CanonicalRules.ForKeys), type => codecs.Find(type, out _)!, out string? problem)
            ?? throw new InvalidOperationException(problem);
        return (KeyHasher)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(schema.KeyType), schema)!;
    }

    private sealed class Typed<TKey>(KeySchema schema) : KeyHasher
        where TKey : struct, IKey<TKey>
    {
        public override int Hash(object?[] arguments)
        {
            var source = new KeySource(arguments, schema, []);
            return TKey.Read(ref source).GetHashCode();
        }
    }
}

/// <summary>One method for each kind of arguments that keys are made of.</summary>
internal interface IKeyed
{
    int TwoScalars(int id, string region);

    int ThreeStructs(Guid owner, DateTime day, DayOfWeek weekday);

    int OneObject(CityFilter filter);

    int OneArray(int[] ids);
}
