using System.Collections.Concurrent;

namespace Interception.Keys.Types;

/// <summary>Takes types apart, once each, and says what is wrong with those that can't be.</summary>
/// <remarks>Thread-safe. Found shapes are read without a lock; there is one shape per type. Only an abstract
/// base without named derived types is refused by itself and yet stands, unshared, in the Base of its derived types.</remarks>
internal sealed class TypeShapes
{
    private readonly ConcurrentDictionary<Type, TypeShape> _shapes = new();
    private readonly ConcurrentDictionary<Type, string> _problems = new();
    private readonly Lock _building = new();

    /// <summary>Finds the shape of a type. Never throws.</summary>
    /// <param name="type">The declared type of an argument or a result; not a by-reference type.</param>
    /// <param name="problem">
    /// What stands against the type, if anything: the path to it, the reason, the cure. Example: "Page.Items[].Tag:
    /// 'System.Object' has no known derived types; use a concrete type, or name them with [JsonDerivedType] on it".
    /// </param>
    /// <returns>The shape, or <see langword="null"/> if there is a problem.</returns>
    public TypeShape? Find(Type type, out string? problem)
    {
        problem = null;
        if (_shapes.TryGetValue(type, out TypeShape? shape) || _problems.TryGetValue(type, out problem))
        {
            return shape;
        }

        lock (_building)
        {
            return Build(type, out problem);
        }
    }

    private TypeShape? Build(Type type, out string? problem)
    {
        string path = TypeNames.Display(type);
        var builder = new ShapeBuilder(_shapes);
        try
        {
            TypeShape? shape = builder.Build(type, path);
            problem = builder.Problem;
            if (shape is not null)
            {
                Publish(builder.Built);
                return shape;
            }
        }
        catch (Exception exception)
        {
            // Reflection fails on types whose assemblies are missing or don't fit.
            problem = $"{path}: {Refusal.Unreadable(type, exception)}";
        }

        _problems[type] = problem!;
        return null;
    }

    private void Publish(IEnumerable<TypeShape> complete)
    {
        foreach (TypeShape shape in complete)
        {
            _shapes[shape.Type] = shape;
        }
    }
}
