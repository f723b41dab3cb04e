using System.Collections.Frozen;
using System.Collections.Immutable;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Composes the writer of one shape and of all shapes that it is made of. Used once.</summary>
/// <param name="known">The writers that are already published; they are reused and never changed.</param>
/// <param name="rules">Which members to leave out.</param>
internal sealed class WriterBuilder(IReadOnlyDictionary<Type, CanonicalWriter> known, CanonicalRules rules)
{
    private readonly Dictionary<Type, CanonicalWriter> _built = [];

    /// <summary>The writers built.</summary>
    public IReadOnlyDictionary<Type, CanonicalWriter> Built => _built;

    /// <summary>Composes a writer. Writers of recursive types refer to themselves.</summary>
    public CanonicalWriter Build(TypeShape shape)
    {
        if (known.TryGetValue(shape.Type, out CanonicalWriter? writer) || _built.TryGetValue(shape.Type, out writer))
        {
            return writer;
        }

        return shape.Kind == ShapeKind.Object ? BuildObject(shape) : _built[shape.Type] = Compose(shape);
    }

    private CanonicalWriter Compose(TypeShape shape) => shape.Kind switch
    {
        ShapeKind.Scalar => ScalarWriters.For(shape.Type),
        ShapeKind.Nullable => Make(typeof(NullableWriter<>), [shape.Item!.Type], Build(shape.Item)),
        ShapeKind.Sequence => ComposeSequence(shape.Type, shape.Item!),
        ShapeKind.Set => Make(typeof(SetWriter<,>), [shape.Type, shape.Item!.Type], Build(shape.Item)),
        _ => Make(
            typeof(MapWriter<,,>), [shape.Type, shape.Key!.Type, shape.Item!.Type], Build(shape.Key), Build(shape.Item)),
    };

    private CanonicalWriter ComposeSequence(Type type, TypeShape item)
    {
        if (type.IsArray)
        {
            return Make(typeof(ArrayWriter<>), [item.Type], Build(item));
        }

        return type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? Make(typeof(ImmutableArrayWriter<>), [item.Type], Build(item))
            : Make(typeof(SequenceWriter<,>), [type, item.Type], Build(item));
    }

    private CanonicalWriter BuildObject(TypeShape shape)
    {
        CanonicalWriter writer = Make(typeof(ObjectWriter<>), [shape.Type]);
        _built.Add(shape.Type, writer);
        Delegate members = MemberWriters.Compile(shape, rules, Build);
        writer.GetType().GetMethod(nameof(ObjectWriter<int>.Complete))!.Invoke(writer, [members, Subtypes(shape)]);
        return writer;
    }

    private FrozenDictionary<Type, IObjectWriter>? Subtypes(TypeShape shape)
    {
        if (shape.Subtypes.Count == 0)
        {
            return null;
        }

        var all = new Dictionary<Type, IObjectWriter>();
        Collect(shape, all);
        if (all.Values.DistinctBy(writer => writer.TypeName, StringComparer.Ordinal).Count() < all.Count)
        {
            throw new NotEncodableException(
                $"'{TypeNames.Full(shape.Type)}' names two derived types of one full name; rename one.");
        }

        return all.ToFrozenDictionary();
    }

    private void Collect(TypeShape shape, Dictionary<Type, IObjectWriter> all)
    {
        if (all.TryAdd(shape.Type, (IObjectWriter)Build(shape)))
        {
            foreach (TypeShape subtype in shape.Subtypes)
            {
                Collect(subtype, all);
            }
        }
    }

    private static CanonicalWriter Make(Type definition, Type[] arguments, params object[] parts) =>
        (CanonicalWriter)Activator.CreateInstance(definition.MakeGenericType(arguments), parts)!;
}
